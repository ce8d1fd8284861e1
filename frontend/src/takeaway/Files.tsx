import { useEffect } from 'preact/hooks';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Empty, LoadedPart } from '../ui/States';
import css from '../ui/ui.module.css';
import { ExportRow } from './ExportRow';
import { Issued } from './Issued';
import { texts } from './texts';

const FILES = graphql(`
  query Exports($patientId: ID!) {
    viewer {
      recordExports(patientId: $patientId) { state ...ExportRow }
      issuedDocuments(patientId: $patientId) { ...IssuedRow }
    }
  }
`);
const AGAIN_MS = 1500;

/** Files ordered within a day, looked at again while one is being made; and documents with a code. */
export function Files({ patientId }: { patientId: string }) {
  const { say } = useLocale();
  const read = useRead(FILES, { patientId });
  const { retry } = read;
  const exports = read.state === 'ready' ? read.data.viewer?.recordExports : undefined;
  const made = exports?.some(({ state }) => state === 'WAITING' || state === 'RUNNING');
  useEffect(retry, [retry]);
  useEffect(() => {
    const timer = made ? setInterval(retry, AGAIN_MS) : undefined;
    return () => clearInterval(timer);
  }, [made, retry]);
  return (
    <LoadedPart read={read}>
      {({ viewer }) => (
        <>
          <Card title={say(texts.files)}>
            <p class={css.small}>{say(texts.filesHint)}</p>
            {viewer?.recordExports.length ? (
              <ul class={css.rows} aria-live="polite">
                {viewer.recordExports.map((one, index) => (
                  <ExportRow key={index} one={one} onGone={retry} />
                ))}
              </ul>
            ) : (
              <Empty>{say(texts.noFiles)}</Empty>
            )}
          </Card>
          {!!viewer?.issuedDocuments.length && (
            <Issued documents={viewer.issuedDocuments} onRevoked={retry} />
          )}
        </>
      )}
    </LoadedPart>
  );
}
