import type { Viewer } from './api/viewer';
import { paths } from './paths';
import type { Place } from './ui/Nav';

/** What a signed-in person does outside of one record, in the order of need. */
export function personPlaces({ account }: Viewer): Place[] {
  const places: Place[] = [{ href: paths.records(), key: 'nav.records', icon: 'page' }];
  return account.roles.length ? places : [];
}
