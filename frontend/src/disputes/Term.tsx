import { useLocale } from '../i18n/locale';
import { Tag } from '../ui/Basics';
import { texts } from './texts';

/** By when the next step is to be taken. */
export function Term({ at, overdue }: { at: string; overdue: boolean }) {
  const { say, dayOf } = useLocale();
  return (
    <Tag tone={overdue ? 'warn' : 'plain'}>{say(overdue ? texts.late : texts.by, { date: dayOf(at) })}</Tag>
  );
}
