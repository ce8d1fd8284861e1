import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/States';
import css from '../ui/ui.module.css';
import { LogPage } from './LogPage';

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
  const { t } = useLocale();
  const { patientId = '' } = useRoute().params;
  const [access] = useAccess(patientId);
  const name = access ? access.displayName : '';
  const [after, setAfter] = useState<readonly (string | null)[]>([null]);
  return (
    <Page
      title={[t('viewers.title'), name].filter(Boolean).join(' · ')}
      heading={t('viewers.title')}
      lead={t('viewers.lead')}
      crumb={<a href={paths.record(patientId)}>{name}</a>}
    >
      <div class={css.stack}>
        {after.map((cursor, index) => (
          <LogPart
            key={cursor}
            variables={{ patientId, after: cursor }}
            last={index === after.length - 1}
            more={(next) => setAfter((old) => [...old, next])}
          />
        ))}
        <p class={css.small}>{t('viewers.mistake')}</p>
      </div>
    </Page>
  );
}

interface PartProps {
  readonly variables: { patientId: string; after: string | null };
  readonly last: boolean;
  readonly more: (after: string) => void;
}

function LogPart({ variables, last, more }: PartProps) {
  const read = useRead(LOG, variables);
  return (
    <Loaded read={read}>
      {({ record }) => (
        <Card>
          <LogPage
            log={record?.accessLog ?? undefined}
            more={last ? more : undefined}
            first={!variables.after}
          />
        </Card>
      )}
    </Loaded>
  );
}
