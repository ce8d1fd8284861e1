import { lived, moscowDay } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { normOf } from '../../norm/norm';
import { Card } from '../../ui/Basics';
import css from '../../ui/ui.module.css';
import type { TrendPoint } from './period';
import { texts } from './texts';
import own from './trend.module.css';
import { courseOf, normSentence, waySentence } from './words';

interface Props {
  readonly points: readonly TrendPoint[];
  readonly birthDate: string | undefined;
}

/** What the figures say by themselves, whom to show them, and that it is not a diagnosis. */
export function Meaning({ points, birthDate }: Props) {
  const locale = useLocale();
  const { say } = locale;
  const course = courseOf(points);
  const last = points.at(-1);
  const norm = last && normOf(last);
  const critical = norm === 'CRITICAL_LOW' || norm === 'CRITICAL_HIGH';
  const child = birthDate !== undefined && lived(birthDate, moscowDay(new Date())).years < 18;
  const out = course?.trend.side !== undefined;
  return (
    <Card title={say(texts.meaning)}>
      <div class={own.meaning}>
        <p>{(course && normSentence(course.trend, locale)) ?? say(texts.noNorm)}</p>
        {course && <p>{waySentence(course.trend, course.unit, locale)}</p>}
        {out && (
          <p class={own.advice}>
            {say(critical ? texts.critical : child ? texts.showChild : texts.showAdult)}
          </p>
        )}
        <p class={css.small}>{say(texts.notDiagnosis)}</p>
      </div>
    </Card>
  );
}
