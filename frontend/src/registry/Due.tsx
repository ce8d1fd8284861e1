import { useLocale } from '../i18n/locale';
import { Tag } from '../ui/Basics';
import ui from '../ui/ui.module.css';
import { daysLeft } from './due';
import { texts } from './texts';

/** The end of a term: how many days are left, in words, and the day. */
export function Due({ at, overdue }: { at: string; overdue: boolean }) {
  const { say, dayOf } = useLocale();
  const days = daysLeft(at, new Date());
  const left =
    overdue || days < 0
      ? say(texts.late, { n: Math.max(-days, 1) })
      : days === 0
        ? say(texts.today)
        : say(texts.left, { n: days });
  return (
    <>
      <Tag tone={overdue || days < 1 ? 'warn' : 'plain'}>{left}</Tag>
      <div class={ui.small}>
        <time dateTime={at}>
          {say(texts.until, { day: dayOf(new Date(Date.parse(at) - 1).toISOString()) })}
        </time>
      </div>
    </>
  );
}
