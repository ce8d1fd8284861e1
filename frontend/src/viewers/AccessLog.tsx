import { useRoute } from 'preact-iso';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, ClosedNote } from '../ui/Basics';
import { ByPage } from '../ui/ByPage';
import { Missing } from '../ui/Hidden';
import { Named, Page } from '../ui/Page';
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
        <ByPage document={LOG} variables={{ patientId }} of={({ record }) => record?.accessLog}>
          {({ nodes, list, first }) =>
            list ? (
              <>
                {first && <ClosedNote messages={list.notices.map(({ message }) => message)} />}
                <Card>
                  <LogTable lines={nodes} />
                </Card>
              </>
            ) : (
              <Missing field="MedicalRecord.accessLog" />
            )
          }
        </ByPage>
      </div>
    </Page>
  );
}
