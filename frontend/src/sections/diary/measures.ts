import type { DiaryMeasure, DiaryReadingFragment } from '../../gen/graphql';

/** Readings of each kind, the newest first within it and among the kinds; what has no figure is left out. Pure. */
export function byMeasure(
  readings: readonly DiaryReadingFragment[],
): [measure: DiaryMeasure, readings: DiaryReadingFragment[]][] {
  const kinds = new Map<DiaryMeasure, DiaryReadingFragment[]>();
  const newest = [...readings].sort((a, b) => b.measuredAt.localeCompare(a.measuredAt));
  for (const reading of newest)
    if (reading.value != null) kinds.set(reading.measure, [...(kinds.get(reading.measure) ?? []), reading]);
  return [...kinds];
}
