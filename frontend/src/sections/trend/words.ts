import { seriesOf } from '../../chart/series';
import { type Side, type Trend, trendOf } from '../../chart/trend';
import type { Both, Locale } from '../../i18n/locale';
import { unitName } from '../../norm/units';
import { INTERPRETATION } from '../../norm/words';
import type { TrendPoint } from './period';
import { texts } from './texts';

const SIDES = { low: 'LOW', high: 'HIGH', other: 'ABNORMAL' } as const satisfies Record<Side, string>;

const WAYS = {
  falling: texts.falling,
  rising: texts.rising,
  steady: texts.steady,
  mixed: texts.mixed,
  alone: texts.alone,
} as const satisfies Record<Trend['way'], Both>;

export const readingsOf = (points: readonly TrendPoint[]) =>
  points.map((point) => ({ ...point, at: point.measuredAt ?? point.date }));

/** The course that the newest figure belongs to. */
export const courseOf = (points: readonly TrendPoint[]) => {
  const [main] = seriesOf(readingsOf(points));
  return main && { unit: main.unit, points: main.points, trend: trendOf(main.points) };
};

/** Where the newest value stands to its norm, in a sentence; undefined where nobody gave a norm. */
export function normSentence({ side, streak, last }: Trend, { say }: Locale): string | undefined {
  if (!last?.norm) return undefined;
  // Neither in the norm nor out of it, by the laboratory's own word.
  if (last.norm === 'INDETERMINATE') return say(texts.unclear);
  const words = say(INTERPRETATION[side ? SIDES[side] : 'NORMAL']);
  return streak > 1 ? say(texts.again, { n: streak, side: words }) : say(texts.now, { side: words });
}

/** Which way it goes, in a sentence. */
export function waySentence({ way, from, last }: Trend, unit: string | undefined, locale: Locale): string {
  const { say, number } = locale;
  return say(WAYS[way], {
    from: number(from?.value ?? 0),
    to: `${number(last?.value ?? 0)}\u00a0${say(unitName(unit, last?.value))}`.trim(),
  });
}
