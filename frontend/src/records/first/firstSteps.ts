import type { FirstStepsQuery } from '../../gen/graphql';
import type { StepLine } from '../../ui/Steps';

type Known = NonNullable<FirstStepsQuery['viewer']>;
export interface FirstSteps {
  readonly identity: StepLine['state'];
  readonly child: StepLine['state'];
  readonly access: StepLine['state'];
  /** What the one button leads to. */
  readonly next: 'profile' | 'look' | 'family' | 'access' | undefined;
}

/** Claims that lead to nobody's record. */
const GONE: ReadonlySet<string> = new Set(['WITHDRAWN', 'REFUSED', 'ENDED']);
/** Requests that are still to be sent, or were in vain. */
const UNDONE: ReadonlySet<string> = new Set([
  'DRAFT',
  'PHONE_CONFIRMED',
  'WITHDRAWN',
  'EXPIRED',
  'REJECTED',
  'CANCELLED',
]);

/** What somebody new does first: confirm who they are, name the child, ask for access; one of them at a time. Pure. */
export function firstSteps({ account, profile, family, familyClaims, accessRequests }: Known): FirstSteps {
  const known = account.level !== 'BASIC';
  const child =
    family.some(({ state }) => state === 'VERIFIED') || familyClaims.some(({ state }) => !GONE.has(state));
  const asked = accessRequests.nodes.some(({ state }) => !UNDONE.has(state));
  const check = profile.check?.state;
  return {
    identity: known ? 'done' : check === 'INVALID' ? 'stopped' : 'now',
    child: child ? 'done' : known && !asked ? 'now' : 'ahead',
    access: asked ? 'done' : known && child ? 'now' : 'ahead',
    next: !known ? (check ? 'look' : 'profile') : asked ? undefined : child ? 'access' : 'family',
  };
}
