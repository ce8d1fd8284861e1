import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess, useIsPatientSide } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Badge, Card, Row } from '../ui/Basics';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/States';
import css from '../ui/ui.module.css';
import { SectionList } from './SectionList';
import { texts } from './texts';

const SECTIONS = graphql(`
  query PatientSections($patientId: ID!) {
    record(patientId: $patientId) { id availableSections { ...SectionLine } }
  }
`);

/** Everything that does not fit into a phone's lower bar. */
export default function Sections() {
  const { t, say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const [access] = useAccess(patientId);
  const side = useIsPatientSide(patientId);
  const name = access ? access.displayName : '';
  const read = useRead(SECTIONS, { patientId });
  return (
    <Loaded read={read}>
      {({ record }) => (
        <Page
          title={[t('record.sections'), name].filter(Boolean).join(' · ')}
          heading={t('record.sections')}
          crumb={<a href={paths.record(patientId)}>{name}</a>}
        >
          <div class={css.stack}>
            <Card>
              <SectionList patientId={patientId} sections={record?.availableSections ?? []} />
            </Card>
            <Card>
              <ul class={css.rows}>
                <Row
                  href={paths.timeline(patientId)}
                  icon={<Badge icon="calendar" />}
                  title={t('nav.timeline')}
                  detail={say(texts.timelineShort)}
                />
                <Row
                  href={paths.documents(patientId)}
                  icon={<Badge icon="page" />}
                  title={t('nav.documents')}
                  detail={say(texts.documentsShort)}
                />
                <Row
                  href={paths.takeAway(patientId)}
                  icon={<Badge icon="arrow" />}
                  title={say(texts.takeAway)}
                  detail={say(texts.takeAwayShort)}
                />
              </ul>
            </Card>
            <Card>
              <ul class={css.rows}>
                {side && (
                  <Row
                    href={paths.visitCode(patientId)}
                    icon={<Badge icon="check" />}
                    title={say(texts.visitCode)}
                    detail={say(texts.visitCodeShort)}
                  />
                )}
                {side && (
                  <Row
                    href={paths.paper(patientId)}
                    icon={<Badge icon="page" />}
                    title={say(texts.paper)}
                    detail={say(texts.paperShort)}
                  />
                )}
                <Row
                  href={paths.referrals(patientId)}
                  icon={<Badge icon="page" />}
                  title={say(texts.referrals)}
                  detail={say(texts.referralsShort)}
                />
                <Row
                  href={paths.viewers(patientId)}
                  icon={<Badge icon="eye" />}
                  title={say(texts.viewers)}
                  detail={say(texts.viewersShort)}
                />
                <Row
                  href={paths.regions()}
                  icon={<Badge icon="page" />}
                  title={say(texts.regions)}
                  detail={say(texts.regionsShort)}
                />
                <Row
                  href={paths.complaints(patientId)}
                  icon={<Badge icon="page" />}
                  title={say(texts.complaints)}
                  detail={say(texts.complaintsShort)}
                />
              </ul>
            </Card>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
