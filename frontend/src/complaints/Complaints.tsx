import { useRoute } from 'preact-iso';
import { useAccess, useViewer } from '../api/viewer';
import { graphql } from '../gen/gql';
import { KINDS, STATES } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row, Tag } from '../ui/Basics';
import { ByPage } from '../ui/ByPage';
import { Named, Page } from '../ui/Page';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

const LIST = graphql(`
  query Complaints($patientId: ID!, $after: String) {
    viewer {
      complaints(patientId: $patientId, first: 20, after: $after) {
        nodes { id number kind state upheld section date filedAt }
        endCursor hasNextPage
      }
    }
  }
`);

/** Complaints about entries of one record, the newest first. */
export default function Complaints() {
  const { say, t } = useLocale();
  const { patientId = '' } = useRoute().params;
  const { person } = useViewer();
  const name = useAccess(patientId)[0]?.displayName;
  const own = !name && person.patientId === patientId;
  return (
    <Page
      title={[say(texts.title), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(texts.title)}</Named>}
      lead={say(texts.lead)}
      crumb={
        own ? (
          <a href={paths.ownServices()}>{t('section.RENDERED_SERVICES')}</a>
        ) : (
          <a href={paths.sections(patientId)}>{t('record.sections')}</a>
        )
      }
    >
      <div class={ui.stack}>
        <List patientId={patientId} />
      </div>
    </Page>
  );
}

function List({ patientId }: { patientId: string }) {
  const { say, t, date, dayOf } = useLocale();
  return (
    <ByPage document={LIST} variables={{ patientId }} of={({ viewer }) => viewer?.complaints}>
      {({ nodes }) =>
        nodes.length ? (
          <Card>
            <ul class={ui.rows}>
              {nodes.map(({ id, number, kind, state, upheld, section, date: about, filedAt }) => (
                <Row
                  key={id}
                  href={paths.complaint(patientId, id)}
                  title={say(KINDS[kind])}
                  detail={[
                    section && t(`section.${section}`),
                    say(texts.about, { date: date(about) }),
                    say(texts.numbered, { number }),
                    dayOf(filedAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  aside={<Tag tone={upheld ? 'good' : 'plain'}>{say(STATES[state])}</Tag>}
                />
              ))}
            </ul>
          </Card>
        ) : (
          <Card title={say(texts.empty)}>
            <Empty>{say(texts.emptyText)}</Empty>
          </Card>
        )
      }
    </ByPage>
  );
}
