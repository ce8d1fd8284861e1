import type { PlanItemFragment } from '../gen/graphql';

type Item = Pick<PlanItemFragment, 'title' | 'status' | 'dueOn' | 'riskGroupOnly'>;

export interface Summary {
  readonly done: number;
  /** What everyone of this age should have by now: items still to come, exempted, refused and for risk groups are out. */
  readonly total: number;
  readonly late: number;
  /** The nearest one that is due or to come. */
  readonly next: Item | undefined;
}

/** The schedule in four figures. Pure. */
export function planSummary(plan: readonly Item[]): Summary {
  const count = (status: Item['status']) =>
    plan.filter((item) => item.status === status && (!item.riskGroupOnly || status === 'DONE')).length;
  const [done, late] = [count('DONE'), count('LATE')];
  const ahead = plan.filter(
    ({ status, dueOn, riskGroupOnly }) =>
      dueOn && !riskGroupOnly && (status === 'DUE' || status === 'UPCOMING'),
  );
  const next = [...ahead].sort((a, b) => String(a.dueOn).localeCompare(String(b.dueOn)))[0];
  return { done, late, next, total: done + late + count('DUE') };
}
