import { paths } from '../../paths';
import type { Both } from '../locale';
import { texts } from './texts';

/** The page where something that is refused or closed can be put right, and the words of the link to it. */
export interface Help {
  readonly href: string;
  readonly text: Both;
}
const profile: Help = { href: paths.profile(), text: texts.profile };
const request: Help = { href: paths.accessNew(), text: texts.request };
const access: Help = { href: paths.access(), text: texts.access };
const family: Help = { href: paths.family(), text: texts.family };
const HELP: Readonly<Record<string, Help>> = {
  ACCOUNT_LEVEL_TOO_LOW: profile,
  APPLICANT_REQUIRED: profile,
  PROFILE_REQUIRED: profile,
  PASSPORT_REQUIRED: profile,
  PASSPORT_EXPIRED: profile,
  ACCESS_NOT_OPEN: request,
  ACCESS_ENDED: request,
  POLICY_INVALID: access,
  POLICY_REGION: access,
  ALREADY_OPEN: access,
  REQUEST_UNDER_WAY: access,
  TOO_MANY_DRAFTS: access,
  WARD_NOT_VERIFIED: family,
  ALREADY_IN_FAMILY: family,
};

export const helpFor = (refusal: string | undefined): Help | undefined => HELP[refusal ?? ''];
