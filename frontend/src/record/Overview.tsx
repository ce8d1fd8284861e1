import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import { Page } from '../ui/Page';
import { Failed, Loaded } from '../ui/States';
import css from '../ui/ui.module.css';
import { Family } from './Family';
import { KeyFacts } from './KeyFacts';
import { LastViewers } from './LastViewers';
import { SectionList } from './SectionList';
import { VaccinationPlan } from './VaccinationPlan';

const OVERVIEW = graphql(`
  query PatientOverview($patientId: ID!) {
    record(patientId: $patientId) {
      id
      patient { givenName familyName birthDate bloodGroup attachedClinic { name shortName } }
      availableSections { ...SectionLine }
      ...KeyFacts
      vaccinationPlan { ...PlanItem }
      accessLog(first: 3) { nodes { ...LastView } }
    }
  }
`);

/** One record at a glance. */
export default function Overview() {
  const { t, age } = useLocale();
  const { patientId = '' } = useRoute().params;
  const read = useRead(OVERVIEW, { patientId });
  return (
    <Loaded read={read}>
      {({ record }) => {
        if (!record) return <Failed failure={{ kind: 'denied' }} retry={() => undefined} />;
        const { patient } = record;
        const name = [patient.givenName, patient.familyName].filter(Boolean).join(' ');
        const clinic = patient.attachedClinic?.shortName ?? patient.attachedClinic?.name;
        const lead = [patient.birthDate && age(patient.birthDate), clinic && glue(clinic)]
          .filter(Boolean)
          .join(' · ');
        return (
          <Page title={name} heading={name} lead={lead}>
            <Family patientId={patientId} />
            <div class={css.grid}>
              <div class={css.column}>
                <Card
                  title={t('record.sections')}
                  aside={<a href={paths.sections(patientId)}>{t('record.allSections')}</a>}
                >
                  <SectionList patientId={patientId} sections={record.availableSections} />
                </Card>
              </div>
              <div class={css.column}>
                <KeyFacts record={record} bloodGroup={patient.bloodGroup ?? undefined} />
                <VaccinationPlan plan={record.vaccinationPlan} />
                <LastViewers patientId={patientId} views={record.accessLog?.nodes ?? []} />
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
