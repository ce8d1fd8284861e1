import { useLocale } from '../i18n/locale';
import { Tag } from '../ui/Basics';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

interface Props {
  readonly at: string;
  readonly overdue: boolean;
  /** Working days: 0 on the last one, below 0 those that have passed since. */
  readonly left: number;
}

/** The end of a term: how many working days are left, in words, and the day. */
export function Due({ at, overdue, left }: Props) {
  const { say, dayOf } = useLocale();
  const words = overdue
    ? say(left < 0 ? texts.late : texts.lateNow, { n: -left })
    : say(left > 0 ? texts.left : texts.today, { n: left });
  return (
    <>
      <Tag tone={overdue || left < 1 ? 'warn' : 'plain'}>{words}</Tag>
      <div class={ui.small}>
        <time dateTime={at}>{say(texts.until, { day: dayOf(at) })}</time>
      </div>
    </>
  );
}
