import { graphql } from '../gen/gql';
import type { NoticeLineFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Badge, Tag } from '../ui/Basics';
import ui from '../ui/ui.module.css';
import css from './notifications.module.css';
import { targetOf } from './target';
import { texts } from './texts';

graphql(`
  fragment NoticeLine on Notification {
    id kind title text createdAt readAt requestId requestNumber familyClaimId complaintId patientId displayName
  }
`);

interface Props {
  readonly notice: NoticeLineFragment;
  readonly unread: boolean;
  readonly onRead: () => void;
}

/** One notification; going to what it is about marks it as read. */
export function Line({ notice, unread, onRead }: Props) {
  const { say, dateTime } = useLocale();
  const { title, text, createdAt, requestNumber, displayName } = notice;
  const href = targetOf(notice);
  const about = [displayName, requestNumber && `№ ${requestNumber}`, dateTime(createdAt)];
  return (
    <li class={ui.row}>
      <Badge icon="bell" tone={unread ? 'good' : 'plain'} />
      <div class={ui.rowMain}>
        {href ? (
          <a class={ui.touch} href={href} onClick={() => unread && onRead()}>
            <b>{title}</b>
          </a>
        ) : (
          <b>{title}</b>
        )}{' '}
        {unread && <Tag tone="good">{say(texts.unread)}</Tag>}
        <p>{text}</p>
        <p class={ui.small}>{about.filter(Boolean).join(' · ')}</p>
        {unread && (
          <button type="button" class={css.mark} onClick={onRead}>
            {say(texts.mark)}
            <span class={ui.unseen}>: {title}</span>
          </button>
        )}
      </div>
    </li>
  );
}
