import { ByState } from '../desk/ByState';
import { ForRole } from '../desk/Desk';
import { graphql } from '../gen/gql';
import type { Both } from '../i18n/locale';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { ByPage } from '../ui/ByPage';
import { Page } from '../ui/Page';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { Access } from './Access';
import { texts } from './texts';

const QUEUE = graphql(`
  query BreakGlassQueue($reviewed: Boolean!, $after: String) {
    breakGlassAccesses(first: 20, reviewed: $reviewed, after: $after) {
      nodes { ...GlassAccess }
      endCursor hasNextPage overdueCount
    }
  }
`);
const STATES: readonly (readonly ['waiting' | 'reviewed', Both])[] = [
  ['waiting', texts.waiting],
  ['reviewed', texts.reviewed],
];

export default function GlassPage() {
  return (
    <ForRole of="AUDITOR">
      <Glass />
    </ForRole>
  );
}

/** Every emergency access, reviewed within one working day; whose record it was does not show. */
function Glass() {
  const { say } = useLocale();
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <ByState states={STATES}>
        {(state) => (
          <ByPage
            document={QUEUE}
            variables={{ reviewed: state === 'reviewed' }}
            of={({ breakGlassAccesses }) => breakGlassAccesses}
          >
            {({ nodes, again }) =>
              nodes.length ? (
                <div class={ui.column}>
                  {nodes.map((one) => (
                    <Access key={one.id} access={one} again={again} />
                  ))}
                </div>
              ) : (
                <Card>
                  <Empty>{say(state === 'reviewed' ? texts.noneReviewed : texts.none)}</Empty>
                </Card>
              )
            }
          </ByPage>
        )}
      </ByState>
    </Page>
  );
}
