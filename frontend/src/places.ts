import type { Viewer } from './api/viewer';
import { paths } from './paths';
import type { Place } from './ui/Nav';

/** What a signed-in person does outside of one record, in the order of need; the first is where they begin. */
export function personPlaces({ account }: Viewer, desks: readonly Place[]): Place[] {
  if (!account.roles.length) return [];
  const citizen = account.roles.includes('CITIZEN');
  const places: (Place | false)[] = [
    // A doctor's records are those of the day; other staff with a desk have none.
    (citizen || !desks.length) && {
      href: paths.records(),
      key: citizen ? 'nav.records' : 'nav.patients',
      icon: 'page',
    },
    ...desks,
    citizen && { href: paths.access(), key: 'nav.access', icon: 'lock' },
    citizen && { href: paths.family(), key: 'nav.family', icon: 'child' },
    citizen && {
      href: paths.ownServices(),
      key: ['Услуги ОМС', 'Insured services'],
      icon: 'page',
      menu: true,
    },
    citizen && { href: paths.profile(), key: 'nav.profile', icon: 'child', menu: true },
    { href: paths.settings(), key: 'nav.settings', icon: 'more', menu: true },
  ];
  return places.filter((place) => place !== false);
}
