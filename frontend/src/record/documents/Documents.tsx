import { useRoute } from 'preact-iso';
import { useAccess, useIsPatientSide } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card, ClosedNote } from '../../ui/Basics';
import { ByPage } from '../../ui/ByPage';
import { DateFilter, type Dates } from '../../ui/DateFilter';
import { Named, Page } from '../../ui/Page';
import { Empty } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { File } from './File';
import { texts } from './texts';

const DOCUMENTS = graphql(`
  query Documents($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      timeline(first: 30, after: $after, from: $from, to: $to, hasDocument: true) {
        nodes { ...FileOfEntry }
        pageInfo { hasNextPage endCursor }
        totalCount
        notices { code message }
      }
    }
  }
`);

/** Every file that came with an entry, the newest first. */
export default function Documents() {
  const { t, say } = useLocale();
  const { params, query } = useRoute();
  const patientId = params['patientId'] ?? '';
  const [access] = useAccess(patientId);
  const name = access?.displayName;
  const side = useIsPatientSide(patientId);
  return (
    <Page
      title={[say(texts.pageTitle), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{t('nav.documents')}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.record(patientId)}>{t('nav.overview')}</a>}
    >
      <div class={css.sided}>
        <aside class={css.column}>
          <DateFilter dates={query} href={(dates) => paths.documents(patientId, dates)} />
        </aside>
        <div class={css.column}>
          <p>
            <a class={css.touch} href={paths.takeAway(patientId)}>
              {say(texts.takeAway)}
            </a>
          </p>
          {side && (
            <p>
              <a class={css.touch} href={paths.paper(patientId)}>
                {say(texts.paper)}
              </a>
            </p>
          )}
          <Files key={`${query['from']}.${query['to']}`} patientId={patientId} dates={query} />
        </div>
      </div>
    </Page>
  );
}

function Files({ patientId, dates: { from, to } }: { patientId: string; dates: Dates }) {
  const { t, say } = useLocale();
  return (
    <ByPage
      document={DOCUMENTS}
      variables={{ patientId, from: from || null, to: to || null }}
      of={({ record }) => record?.timeline}
    >
      {({ nodes, list, first }) =>
        list && (
          <>
            {first && <ClosedNote messages={list.notices.map(({ message }) => message)} />}
            {nodes.some(({ document }) => document && !document.original) && (
              <ClosedNote messages={[say(texts.copyNote)]} />
            )}
            <Card>
              {first && nodes.length > 0 && (
                <p class={css.total}>{t('record.entries', { n: list.totalCount })}</p>
              )}
              {nodes.length ? (
                <ul class={css.rows}>
                  {nodes.map((node) => (
                    <File key={node.id} patientId={patientId} entry={node} />
                  ))}
                </ul>
              ) : (
                <Empty>{from || to ? t('section.emptyDates') : say(texts.none)}</Empty>
              )}
            </Card>
          </>
        )
      }
    </ByPage>
  );
}
