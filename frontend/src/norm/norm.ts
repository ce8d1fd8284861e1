import type { Interpretation } from '../gen/graphql';

export interface Measured {
  readonly value?: number | null;
  readonly referenceLow?: number | null;
  readonly referenceHigh?: number | null;
  readonly interpretation?: Interpretation | null;
}

/** The laboratory's own word; where it gave none, the value against the bounds it gave. Pure. */
export function normOf({
  value,
  referenceLow,
  referenceHigh,
  interpretation,
}: Measured): Interpretation | undefined {
  if (interpretation) return interpretation;
  if (value == null) return undefined;
  if (referenceLow != null && value < referenceLow) return 'LOW';
  if (referenceHigh != null && value > referenceHigh) return 'HIGH';
  return referenceLow == null && referenceHigh == null ? undefined : 'NORMAL';
}

const QUIET = new Set<Interpretation | undefined>(['NORMAL', 'NEGATIVE', 'INDETERMINATE', undefined]);
export const isOutOfNorm = (measured: Measured): boolean => !QUIET.has(normOf(measured));

export const ARROWS: Partial<Record<Interpretation, string>> = {
  LOW: '↓',
  HIGH: '↑',
  CRITICAL_LOW: '↓↓',
  CRITICAL_HIGH: '↑↑',
  ABNORMAL: '↕',
  POSITIVE: '!',
};
