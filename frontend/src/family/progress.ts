import type { StepLine } from '../ui/Steps';
import type { Claim } from './claim';

type Stage = 'added' | 'checked' | 'verified' | 'open';
export interface Leg {
  readonly stage: Stage;
  readonly state: StepLine['state'];
}
const STAGES: readonly Stage[] = ['added', 'checked', 'verified', 'open'];

/** How far a claim has come, up to the open record. Pure. */
export function progressOf({ state, nextStep: { code } }: Pick<Claim, 'state' | 'nextStep'>): Leg[] {
  const over =
    state === 'REFUSED' ||
    state === 'WITHDRAWN' ||
    state === 'ENDED' ||
    code === 'GROWN_UP' ||
    code === 'ASK_IN_PERSON';
  const here = state === 'VERIFIED' || state === 'ENDED' ? (code === 'OPEN_RECORD' ? 4 : 3) : 1;
  const legs = STAGES.map((stage, index): Leg => {
    if (index < here) return { stage, state: 'done' };
    if (index > here) return { stage, state: 'ahead' };
    return { stage, state: over ? 'stopped' : 'now' };
  });
  return over ? legs.filter((leg) => leg.state !== 'ahead') : legs;
}
