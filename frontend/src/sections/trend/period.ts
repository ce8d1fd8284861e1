import { useState } from 'preact/hooks';
import type { TrendFragment } from '../../gen/graphql';
import { moscowDay } from '../../i18n/format';

export type TrendPoint = TrendFragment['points'][number];
export type Length = 'half' | 'year' | 'ever';

export interface Period {
  readonly length: Length;
  readonly setLength: (length: Length) => void;
  readonly shown: readonly TrendPoint[];
}

const MONTHS = { half: 6, year: 12 } as const;
/** Fewer values say little of a course. */
const ENOUGH = 4;

/** The points since so many months before the Moscow day of `today`. Pure. */
export function since(points: readonly TrendPoint[], length: Length, today: Date): TrendPoint[] {
  if (length === 'ever') return [...points];
  const [year = 0, month = 0, day = 0] = moscowDay(today).split('-').map(Number);
  const start = Date.UTC(year, month - 1 - MONTHS[length], day);
  const first = new Date(start).toISOString().slice(0, 10);
  return points.filter(({ date }) => date >= first);
}

/** Begins with the shortest time that has enough values to compare. */
export function usePeriod(points: readonly TrendPoint[]): Period {
  const [chosen, setLength] = useState<Length>();
  const today = new Date();
  const enough = (['half', 'year'] as const).find((each) => since(points, each, today).length >= ENOUGH);
  const length = chosen ?? enough ?? 'ever';
  return { length, setLength, shown: since(points, length, today) };
}
