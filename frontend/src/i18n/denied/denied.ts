import type { Both, Locale } from '../locale';
import type { Because } from '../reasons';
import { texts } from './texts';

const code = (why: Both, next: Both) => ({ why, next });
/** By the codes of `extensions.reason` beside FORBIDDEN: the requirement that is not met. */
export const DENIED: Readonly<Record<string, { readonly why: Both; readonly next: Both }>> = {
  ACCOUNT_LEVEL_TOO_LOW: code(texts.ACCOUNT_LEVEL_TOO_LOW_why, texts.ACCOUNT_LEVEL_TOO_LOW_next),
  POLICY_REGION: code(texts.POLICY_REGION_why, texts.POLICY_REGION_next),
  POLICY_INVALID: code(texts.POLICY_INVALID_why, texts.POLICY_INVALID_next),
  UNDER_AGE: code(texts.UNDER_AGE_why, texts.UNDER_AGE_next),
  WARD_IS_ADULT: code(texts.WARD_IS_ADULT_why, texts.WARD_IS_ADULT_next),
  ACCESS_NOT_OPEN: code(texts.ACCESS_NOT_OPEN_why, texts.ACCESS_NOT_OPEN_next),
};

/** Nothing where the server gave no reason: a stranger learns nothing. */
export function deniedBecause(reason: string | undefined, say: Locale['say']): Because | undefined {
  const known = DENIED[reason ?? ''];
  return known && { why: say(known.why), next: say(known.next) };
}
