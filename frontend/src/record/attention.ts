import type { AttentionReportFragment } from '../gen/graphql';
import { isOutOfNorm } from '../norm/norm';

type Report = Pick<AttentionReportFragment, 'id' | 'date' | 'results'>;
export type OutOfNorm = NonNullable<Report['results']>[number] & {
  readonly reportId: string;
  readonly date: string;
};

/**
 * Analytes whose newest value is out of norm, newest first; `reports` come newest first. An analyte without a code or a
 * name cannot be followed and is left out. Pure.
 */
export function outOfNorm(reports: readonly Report[]): OutOfNorm[] {
  const newest = new Map<string, OutOfNorm>();
  for (const { id, date, results } of reports)
    for (const result of results ?? []) {
      const analyte = result.code?.code ?? result.name;
      if (analyte && !newest.has(analyte)) newest.set(analyte, { ...result, reportId: id, date });
    }
  return [...newest.values()].filter(isOutOfNorm);
}
