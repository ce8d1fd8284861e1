import type { Interpretation } from '../gen/graphql';
import { normOf } from '../norm/norm';

/** One measurement as the API gives it. `at` is a day or a moment in ISO. */
export interface Reading {
  readonly at: string;
  readonly value?: number | null;
  readonly valueText?: string | null;
  readonly unit?: string | null;
  readonly referenceLow?: number | null;
  readonly referenceHigh?: number | null;
  readonly interpretation?: Interpretation | null;
}

export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
  /** The laboratory knows only that the value lies beyond this one: «<0,1». Such a point joins no line. */
  readonly beyond?: '<' | '>';
  readonly low?: number;
  readonly high?: number;
  readonly norm?: Interpretation;
}

/** Values that may be compared with each other: one unit, the oldest first. */
export interface Series {
  readonly unit: string | undefined;
  readonly points: readonly Point[];
}

const BEYOND = /^\s*([<>≤≥])=?\s*(\d+(?:[.,]\d+)?)\s*$/;

/** A value known only to lie beyond a bound, as laboratories write it; undefined for any other text. Pure. */
export function beyondOf(text: string | null | undefined): Pick<Point, 'value' | 'beyond'> | undefined {
  const [, sign, figure] = BEYOND.exec(text ?? '') ?? [];
  if (!sign || !figure) return undefined;
  return { value: Number(figure.replace(',', '.')), beyond: sign === '<' || sign === '≤' ? '<' : '>' };
}

function pointOf(reading: Reading): Point | undefined {
  const { at, value, valueText, referenceLow, referenceHigh } = reading;
  const known = beyondOf(valueText) ?? (value == null ? undefined : { value });
  if (!known || !Number.isFinite(known.value)) return undefined;
  const norm = normOf(reading);
  return {
    ...known,
    at: Date.parse(at),
    ...(referenceLow == null ? {} : { low: referenceLow }),
    ...(referenceHigh == null ? {} : { high: referenceHigh }),
    ...(norm ? { norm } : {}),
  };
}

/**
 * Readings as lines: one for each unit, since figures in different units must not be joined; that of the newest value first.
 * Texts such as «не обнаружено» stand in the table alone. Pure.
 */
export function seriesOf(readings: readonly Reading[]): Series[] {
  const byUnit = new Map<string | undefined, Point[]>();
  for (const reading of readings) {
    const point = pointOf(reading);
    const unit = reading.unit ?? undefined;
    if (point) byUnit.set(unit, [...(byUnit.get(unit) ?? []), point]);
  }
  const newest = ({ points }: Series) => points.at(-1)?.at ?? 0;
  return [...byUnit]
    .map(([unit, points]) => ({ unit, points: [...points].sort((a, b) => a.at - b.at) }))
    .sort((a, b) => newest(b) - newest(a));
}
