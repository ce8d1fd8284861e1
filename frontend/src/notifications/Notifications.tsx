import { useEffect, useState } from 'preact/hooks';
import { news } from '../api/news';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { ErrorSummary } from '../ui/Field';
import { More } from '../ui/More';
import { Page } from '../ui/Page';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { Line } from './Line';
import { texts } from './texts';

const LIST = graphql(`
  query Notifications($after: String) {
    viewer {
      notifications(first: 20, after: $after) {
        nodes { ...NoticeLine }
        pageInfo { hasNextPage endCursor }
        unreadCount
      }
    }
  }
`);
const MARK = graphql(`
  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) { unreadCount userErrors { field code message } }
  }
`);

/** What the signed-in person was told, newest first. */
export default function Notifications() {
  const { t, say } = useLocale();
  return (
    <Page title={t('nav.notifications')} heading={t('nav.notifications')} lead={say(texts.lead)}>
      <div class={ui.stack}>
        <Part />
      </div>
    </Page>
  );
}

function Part({ after }: { after?: string }) {
  const { say } = useLocale();
  const read = useRead(LIST, { after: after ?? null });
  const { problems, busy, send } = useForm();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const { retry } = read;
  useEffect(() => {
    if (after) return undefined;
    news.addEventListener('added', retry);
    return () => news.removeEventListener('added', retry);
  }, [after, retry]);

  async function mark(input: { ids: string[] } | { all: true }) {
    if (!(await send(MARK, { input }))) return;
    if ('ids' in input) setSeen((old) => new Set([...old, ...input.ids]));
    else retry();
    news.dispatchEvent(new Event('read'));
  }

  return (
    <LoadedPart read={read}>
      {({ viewer }) => {
        const list = viewer?.notifications;
        if (!list?.nodes.length) return <Empty>{say(texts.empty)}</Empty>;
        const end = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : undefined;
        return (
          <>
            <ErrorSummary problems={problems} />
            {!after && list.unreadCount > 0 && (
              <div>
                <Button quiet aria-disabled={busy} onClick={() => mark({ all: true })}>
                  {say(texts.markAll)}
                </Button>
              </div>
            )}
            <Card>
              <ul class={ui.rows}>
                {list.nodes.map((notice) => (
                  <Line
                    key={notice.id}
                    notice={notice}
                    unread={!notice.readAt && !seen.has(notice.id)}
                    onRead={() => void mark({ ids: [notice.id] })}
                  />
                ))}
              </ul>
            </Card>
            {end && <More>{() => <Part after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}
