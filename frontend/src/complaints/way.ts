import type { ComplaintEvent, ComplaintState } from '../gen/graphql';

export type Stage = 'filed' | 'clinic' | 'expertise' | 'decision' | 'correction' | 'stopped';
export interface Leg {
  readonly stage: Stage;
  readonly state: 'done' | 'now' | 'ahead' | 'stopped';
  /** When it was done. */
  readonly at?: string;
}
interface Went {
  readonly state: ComplaintState;
  readonly upheld?: boolean | null;
  readonly steps: readonly { readonly at: string; readonly event: ComplaintEvent }[];
}

const ENDS: Record<Exclude<Stage, 'stopped'>, readonly ComplaintEvent[]> = {
  filed: ['FILED'],
  clinic: ['CLINIC_AGREED', 'CLINIC_OBJECTED', 'CLINIC_SILENT'],
  expertise: ['UPHELD', 'REJECTED'],
  decision: ['UPHELD', 'REJECTED'],
  correction: ['CORRECTED'],
};
const ORDER = ['filed', 'clinic', 'expertise', 'decision', 'correction'] as const;

/** The way of a complaint: behind, now, ahead; a withdrawn one breaks off, a rejected one has nothing to correct. Pure. */
export function wayOf({ state, upheld, steps }: Went): Leg[] {
  const doneAt = (stage: (typeof ORDER)[number]) =>
    steps.find(({ event }) => ENDS[stage].includes(event))?.at;
  const legs: Leg[] = [];
  for (const stage of ORDER) {
    if (stage === 'correction' && upheld === false) break;
    const at = doneAt(stage);
    if (at) legs.push({ stage, state: 'done', at });
    else if (state === 'WITHDRAWN') break;
    else legs.push({ stage, state: legs.some((leg) => leg.state === 'now') ? 'ahead' : 'now' });
  }
  const withdrawn = steps.find(({ event }) => event === 'WITHDRAWN');
  return withdrawn ? [...legs, { stage: 'stopped', state: 'stopped', at: withdrawn.at }] : legs;
}
