import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, ClosedNote } from '../ui/Basics';
import { Missing } from '../ui/Hidden';
import { More } from '../ui/More';
import { Named, Page } from '../ui/Page';
import { LoadedPart } from '../ui/States';
import css from '../ui/ui.module.css';
import { LogTable } from './LogTable';
import { texts } from './texts';

const LOG = graphql(`
  query AccessLog($patientId: ID!, $after: String) {
    record(patientId: $patientId) {
      id
      accessLog(first: 20, after: $after) {
        nodes { ...LogLine }
        pageInfo { hasNextPage endCursor }
        notices { code message }
      }
    }
  }
`);

/** Every opening of the record: the log that the law and the reader can hold against each other. */
export default function AccessLog() {
  const { t, say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  return (
    <Page
      title={[say(texts.title), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(texts.title)}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.record(patientId)}>{t('nav.overview')}</a>}
    >
      <div class={css.stack}>
        <p class={css.small}>{say(texts.mistake)}</p>
        <LogPart patientId={patientId} />
      </div>
    </Page>
  );
}

interface Props {
  readonly patientId: string;
  /** Where the page begins; absent for the first one. */
  readonly after?: string;
}

function LogPart({ patientId, after }: Props) {
  const read = useRead(LOG, { patientId, after: after ?? null });
  return (
    <LoadedPart read={read}>
      {({ record }) => {
        const log = record?.accessLog;
        if (!log) return <Missing field="MedicalRecord.accessLog" />;
        const end = log.pageInfo.hasNextPage ? log.pageInfo.endCursor : undefined;
        return (
          <>
            {!after && <ClosedNote messages={log.notices.map(({ message }) => message)} />}
            <Card>
              <LogTable lines={log.nodes} />
            </Card>
            {end && <More>{() => <LogPart patientId={patientId} after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}
