import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useIsPatientSide } from '../api/viewer';
import { graphql } from '../gen/gql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { Page } from '../ui/Page';
import { Failed, Loaded } from '../ui/States';
import css from '../ui/ui.module.css';
import { Attention } from './Attention';
import { Events } from './Events';
import { Family } from './Family';
import { KeyFacts } from './KeyFacts';
import { LastViewers } from './LastViewers';
import { NextAppointment } from './NextAppointment';
import { PolicyNotice } from './PolicyNotice';
import { RegionNotice } from './RegionNotice';
import { SectionTiles } from './SectionTiles';
import { VaccinationPlan } from './VaccinationPlan';
import { WriteLinks } from './WriteLinks';

const OVERVIEW = graphql(`
  query PatientOverview($patientId: ID!, $books: Boolean!) {
    viewer @include(if: $books) {
      appointments(patientId: $patientId) { ...NextAppointment }
      accessGrants { patientId policyEndsOn }
    }
    record(patientId: $patientId) {
      id
      patient { givenName familyName birthDate attachedClinic { name shortName region } policies { state region } }
      availableSections { ...SectionLine }
      timeline(first: 5) { nodes { ...Event } notices { code message } }
      labAnalytes { ...AttentionAnalyte }
      ...KeyFacts
      vaccinationPlan { ...PlanItem }
      accessLog(first: 3) { nodes { ...LastView } }
    }
  }
`);

/** One record at a glance. */
export default function Overview() {
  const { age } = useLocale();
  const { patientId = '' } = useRoute().params;
  const books = useIsPatientSide(patientId);
  const read = useRead(OVERVIEW, { patientId, books });
  return (
    <Loaded read={read}>
      {({ record, viewer }) => {
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
            <RegionNotice patient={patient} />
            <PolicyNotice patientId={patientId} grants={viewer?.accessGrants ?? []} />
            <WriteLinks patientId={patientId} />
            <div class={css.grid}>
              <div class={css.column}>
                <Attention
                  patientId={patientId}
                  analytes={record.labAnalytes}
                  plan={record.vaccinationPlan}
                />
                <Events
                  patientId={patientId}
                  events={record.timeline.nodes}
                  notices={record.timeline.notices}
                />
                <SectionTiles patientId={patientId} sections={record.availableSections} />
              </div>
              <div class={css.column}>
                {books && <NextAppointment patientId={patientId} all={viewer?.appointments} />}
                <KeyFacts record={record} />
                <VaccinationPlan patientId={patientId} plan={record.vaccinationPlan} />
                <LastViewers patientId={patientId} views={record.accessLog?.nodes} />
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
