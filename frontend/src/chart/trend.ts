import type { Interpretation } from '../gen/graphql';
import type { Point } from './series';

export type Side = 'low' | 'high' | 'other';
const SIDES: Partial<Record<Interpretation, Side>> = {
  LOW: 'low',
  CRITICAL_LOW: 'low',
  HIGH: 'high',
  CRITICAL_HIGH: 'high',
  ABNORMAL: 'other',
  POSITIVE: 'other',
};
/** On which side of its norm a value lies; undefined in the norm or without one. */
export const sideOf = (norm: Interpretation | undefined): Side | undefined => norm && SIDES[norm];

export interface Trend {
  readonly way: 'falling' | 'rising' | 'steady' | 'mixed' | 'alone';
  /** How many times in a row it went that way, up to now. */
  readonly steps: number;
  /** Where that began. */
  readonly from: Point | undefined;
  readonly last: Point | undefined;
  /** The side of the norm where the newest value is, and for how many values in a row. */
  readonly side: Side | undefined;
  readonly streak: number;
  /** How far the newest value is beyond the bound of its norm. */
  readonly off: number | undefined;
}

/** Values this near to each other are one and the same for a reader. */
const STEADY = 0.03;

/** What a line tells, in figures; words are for the page. Values beyond a bound of the method count for no way. Pure. */
export function trendOf(points: readonly Point[]): Trend {
  const exact = points.filter(({ beyond }) => !beyond);
  const last = points.at(-1);
  const side = sideOf(last?.norm);
  const reversed = [...points].reverse();
  const other = side ? reversed.findIndex(({ norm }) => sideOf(norm) !== side) : 0;
  const { steps, way } = wayOf(exact);
  return {
    way,
    steps,
    from: exact.at(-1 - Math.max(1, steps)),
    last,
    side,
    streak: other < 0 ? points.length : other,
    off: last && offOf(last),
  };
}

function wayOf(points: readonly Point[]): Pick<Trend, 'way' | 'steps'> {
  const values = points.map(({ value }) => value);
  if (values.length < 2) return { way: 'alone', steps: 0 };
  const signs = values.slice(1).map((value, index) => Math.sign(value - (values[index] ?? value)));
  const sign = signs.at(-1);
  const broken = [...signs].reverse().findIndex((each) => each !== sign);
  const steps = broken < 0 ? signs.length : broken;
  const last = values.at(-1) ?? 0;
  if (values.every((value) => Math.abs(value - last) <= Math.abs(last) * STEADY))
    return { way: 'steady', steps: 0 };
  // Two values make a change, three a way.
  if (sign === 0 || (steps < 2 && values.length > 2)) return { way: 'mixed', steps: 0 };
  return { way: sign === -1 ? 'falling' : 'rising', steps };
}

function offOf({ value, low, high, norm, beyond }: Point): number | undefined {
  const side = sideOf(norm);
  if (beyond) return undefined;
  if (side === 'low' && low !== undefined && value < low) return low - value;
  if (side === 'high' && high !== undefined && value > high) return value - high;
  return undefined;
}
