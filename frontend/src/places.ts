import type { Viewer } from './api/viewer';
import { paths } from './paths';
import type { Place } from './ui/Nav';

/** What a signed-in person does outside of one record, in the order of need. */
export function personPlaces({ account }: Viewer): Place[] {
  if (!account.roles.length) return [];
  const citizen = account.roles.includes('CITIZEN');
  const places: (Place | false)[] = [
    { href: paths.records(), key: citizen ? 'nav.records' : 'nav.patients', icon: 'page' },
    citizen && { href: paths.profile(), key: 'nav.profile', icon: 'child', menu: true },
    { href: paths.settings(), key: 'nav.settings', icon: 'more', menu: true },
  ];
  return places.filter((place) => place !== false);
}
