import { useLocale } from '../i18n/locale';
import { Steps } from '../ui/Steps';
import type { Shown } from './ComplaintPage';
import { texts } from './texts';
import { wayOf } from './way';

/** The stages of a complaint with their days; the one under way says by when it ends. */
export function Way({ one }: { one: Shown }) {
  const { say, dayOf, dateTime } = useLocale();
  const { dueAt } = one;
  return (
    <Steps
      label={say(texts.way)}
      steps={wayOf(one).map(({ stage, state, at }) => ({
        title: say(texts[stage]),
        state,
        detail: at
          ? dateTime(at)
          : state === 'now' && dueAt
            ? say(texts.by, { date: dayOf(dueAt) })
            : undefined,
      }))}
    />
  );
}
