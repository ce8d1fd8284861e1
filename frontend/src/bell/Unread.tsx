import { useEffect } from 'preact/hooks';
import { useLive } from '../api/live';
import { news } from '../api/news';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import ui from '../ui/ui.module.css';
import css from './bell.module.css';
import { texts } from './texts';

const UNREAD = graphql(`
  query Unread {
    viewer { notifications(first: 0) { unreadCount } }
  }
`);
const ADDED = graphql(`
  subscription NotificationAdded { notificationAdded { id } }
`);

/** How many notifications wait, beside the bell: anew when one comes, and when some were read here. */
export default function Unread() {
  const { say } = useLocale();
  const read = useRead(UNREAD, {});
  const { retry } = read;
  useLive(ADDED, {}, () => {
    retry();
    news.dispatchEvent(new Event('added'));
  });
  useEffect(() => {
    news.addEventListener('read', retry);
    return () => news.removeEventListener('read', retry);
  }, [retry]);
  const n = read.state === 'ready' ? (read.data.viewer?.notifications.unreadCount ?? 0) : 0;
  if (!n) return null;
  return (
    <>
      <span class={css.count} aria-hidden="true">
        {n > 99 ? '99+' : n}
      </span>
      <span class={ui.unseen}>, {say(texts.count, { n })}</span>
    </>
  );
}
