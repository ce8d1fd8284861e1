import { useEffect } from 'preact/hooks';
import { useLive } from '../api/live';
import { news } from '../api/news';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import ui from '../ui/ui.module.css';
import css from './bell.module.css';
import { texts } from './texts';

const ADDED = graphql(`
  subscription NotificationAdded { notificationAdded { id } }
`);

/** How many notifications wait, beside the bell: anew when one comes, and when some were read here. */
export default function Unread({ count: n, again }: { count: number; again: () => void }) {
  const { say } = useLocale();
  useLive(ADDED, {}, () => {
    again();
    news.dispatchEvent(new Event('added'));
  });
  useEffect(() => {
    news.addEventListener('read', again);
    return () => news.removeEventListener('read', again);
  }, [again]);
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
