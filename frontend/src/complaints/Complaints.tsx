import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess, useViewer } from '../api/viewer';
import { graphql } from '../gen/gql';
import { KINDS, STATES } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row, Tag } from '../ui/Basics';
import { More } from '../ui/More';
import { Named, Page } from '../ui/Page';
import { Empty, LoadedPart } from '../ui/States';
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
        <Part patientId={patientId} />
      </div>
    </Page>
  );
}

function Part({ patientId, after }: { patientId: string; after?: string }) {
  const { say, t, date, dayOf } = useLocale();
  const read = useRead(LIST, { patientId, after: after ?? null });
  return (
    <LoadedPart read={read}>
      {({ viewer }) => {
        const page = viewer?.complaints;
        if (!page?.nodes.length)
          return (
            <Card title={say(texts.empty)}>
              <Empty>{say(texts.emptyText)}</Empty>
            </Card>
          );
        const end = page.hasNextPage ? page.endCursor : undefined;
        return (
          <>
            <Card>
              <ul class={ui.rows}>
                {page.nodes.map(({ id, number, kind, state, upheld, section, date: about, filedAt }) => (
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
            {end && <More>{() => <Part patientId={patientId} after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}
