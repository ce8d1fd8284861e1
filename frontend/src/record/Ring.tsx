import { useLocale } from '../i18n/locale';
import type { Summary } from './planSummary';
import css from './record.module.css';
import { texts } from './texts';

const RADIUS = 30;
const AROUND = 2 * Math.PI * RADIUS;

/** How far along the national schedule: a ring, and the same in words. */
export function Ring({ summary: { done, total, late, next } }: { summary: Summary }) {
  const { date, say } = useLocale();
  const said = say(texts.planDone, { done, total });
  return (
    <div class={css.plan}>
      <svg width="72" height="72" viewBox="0 0 72 72" role="img" aria-label={said}>
        <circle class={css.track} cx="36" cy="36" r={RADIUS} stroke-width="8" />
        <circle
          class={css.done}
          cx="36"
          cy="36"
          r={RADIUS}
          stroke-width="8"
          stroke-linecap={done ? 'round' : 'butt'}
          stroke-dasharray={`${(done / total) * AROUND} ${AROUND}`}
          transform="rotate(-90 36 36)"
        />
        <text x="36" y="43" text-anchor="middle">
          {done}
        </text>
      </svg>
      <div>
        <p>{said}</p>
        {late > 0 && <p class={css.late}>{say(texts.planLate, { n: late })}</p>}
        {next?.dueOn && <p>{say(texts.planNext, { what: next.title, date: date(next.dueOn) })}</p>}
        {late === 0 && done === total && <p>{say(texts.planAll)}</p>}
      </div>
    </div>
  );
}
