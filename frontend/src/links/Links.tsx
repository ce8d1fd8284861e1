import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import type { Standing } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, ClosedNote } from '../ui/Basics';
import { Named, Page } from '../ui/Page';
import { Empty, LoadedPart } from '../ui/States';
import css from '../ui/ui.module.css';
import { LinkRow } from './LinkRow';
import { NewLink } from './NewLink';
import { type Made, Told } from './Told';
import { texts } from './texts';

const LINKS = graphql(`
  query ShareLinks($patientId: ID!) { viewer { shareLinks(patientId: $patientId) { id ...LinkRow } } }
`);
const SHARERS: ReadonlySet<Standing> = new Set(['SELF_TEEN', 'SELF_ADULT', 'PARENT_OF_CHILD', 'GUARDIAN']);

/** Links to chosen sections of a record: made, watched, taken back. */
export default function Links() {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const access = useAccess(patientId);
  const name = access[0]?.displayName;
  const read = useRead(LINKS, { patientId });
  const [made, setMade] = useState<Made>();
  return (
    <Page
      title={[say(texts.title), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(texts.title)}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.takeAway(patientId)}>{say(texts.takeAway)}</a>}
    >
      <div class={css.stack}>
        {made ? (
          <Told {...made} onAnother={() => setMade(undefined)} />
        ) : access.some(({ standing }) => SHARERS.has(standing)) ? (
          <NewLink
            patientId={patientId}
            onMade={(one) => {
              setMade(one);
              read.retry();
            }}
          />
        ) : (
          <ClosedNote messages={[say(texts.notYours)]} />
        )}
        <LoadedPart read={read}>
          {({ viewer }) => (
            <Card title={say(texts.links)}>
              {viewer?.shareLinks.length ? (
                <ul class={css.rows}>
                  {viewer.shareLinks.map((one) => (
                    <LinkRow key={one.id} one={one} onRevoked={read.retry} />
                  ))}
                </ul>
              ) : (
                <Empty>{say(texts.none)}</Empty>
              )}
            </Card>
          )}
        </LoadedPart>
      </div>
    </Page>
  );
}
