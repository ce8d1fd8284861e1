import type { StepLine } from '../ui/Steps';
import type { ProfileData } from './Profile';

type State = StepLine['state'];
export interface Way {
  readonly phone: State;
  readonly passport: State;
  readonly identity: State;
}

/** How far somebody is on the way to a confirmed account: the first thing that is theirs to do is «now». Pure. */
export function wayOf({
  account,
  contacts,
  profile,
}: Pick<ProfileData, 'account' | 'contacts' | 'profile'>): Way {
  const phone = contacts.phoneConfirmedAt != null;
  const valid = profile.check?.state === 'VALID' || account.level !== 'BASIC';
  const full = account.level === 'FULL';
  return {
    phone: phone ? 'done' : 'now',
    passport: valid ? 'done' : profile.check?.state === 'INVALID' ? 'stopped' : phone ? 'now' : 'ahead',
    identity: full ? 'done' : phone && valid ? 'now' : 'ahead',
  };
}
