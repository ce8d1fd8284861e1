import { useLocation } from 'preact-iso';
import { type Both, type MessageKey, useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Icon, type IconName } from './Icon';
import shell from './shell.module.css';

/** `wide`: at the top only, where there is room; `phone`: only in the bar at the thumb, which holds five. */
export interface Place {
  readonly href: string;
  /** What it is called: a text of every page, or one that comes with the place. */
  readonly key: MessageKey | Both;
  readonly icon: IconName;
  readonly only?: 'wide' | 'phone';
  /** In the account's menu alone. */
  readonly menu?: true;
  /** Other addresses that belong to this place. */
  readonly also?: readonly string[];
}

/** Pages of one record. */
export function recordPlaces(patientId: string): Place[] {
  const labs = paths.section(patientId, 'LAB_REPORTS');
  const sections = paths.sections(patientId);
  const viewers = paths.viewers(patientId);
  const timeline = paths.timeline(patientId);
  const documents = paths.documents(patientId);
  const complaints = paths.complaints(patientId);
  const taken = [paths.paper(patientId), paths.takeAway(patientId), paths.emergency(patientId)];
  return [
    { href: paths.record(patientId), key: 'nav.overview', icon: 'home' },
    { href: timeline, key: 'nav.timeline', icon: 'calendar', only: 'wide' },
    { href: labs, key: 'nav.labs', icon: 'flask' },
    {
      href: paths.plan(patientId),
      key: 'nav.vaccines',
      icon: 'syringe',
      also: [paths.section(patientId, 'VACCINATIONS')],
    },
    { href: documents, key: 'nav.documents', icon: 'page', only: 'wide', also: taken },
    {
      href: sections,
      key: 'nav.sections',
      icon: 'page',
      only: 'wide',
      also: [viewers, complaints, paths.diary(patientId)],
    },
    { href: paths.access(), key: 'nav.access', icon: 'lock', only: 'wide' },
    {
      href: sections,
      key: 'nav.more',
      icon: 'more',
      only: 'phone',
      also: [timeline, documents, ...taken, viewers, complaints, paths.diary(patientId)],
    },
  ];
}

const under = (path: string, href: string) =>
  href === '/' ? path === href : path === href || path.startsWith(`${href}/`);

/** The place that an address belongs to: the one with the longest address above it. Pure. */
export function placeOf(places: readonly Place[], path: string): Place | undefined {
  const near = (place: Place) =>
    Math.max(...[place.href, ...(place.also ?? [])].map((href) => (under(path, href) ? href.length : 0)));
  return [...places].sort((one, other) => near(other) - near(one)).find((place) => near(place) > 0);
}

/** At the top on wide screens, at the thumb on a phone. */
export function Nav({ places, label }: { places: readonly Place[]; label: string }) {
  const { t, say } = useLocale();
  const { path } = useLocation();
  const here = {
    wide: placeOf(
      places.filter(({ only }) => only !== 'phone'),
      path,
    ),
    phone: placeOf(
      places.filter(({ only }) => only !== 'wide'),
      path,
    ),
  };
  return (
    <nav class={shell.nav} aria-label={label}>
      {places.map((place) => (
        <a
          key={place.href + place.only}
          href={place.href}
          class={place.only && (place.only === 'wide' ? shell.wide : shell.phone)}
          aria-current={
            place === here[place.only ?? 'wide'] || place === here[place.only ?? 'phone'] ? 'page' : undefined
          }
        >
          <Icon name={place.icon} />
          {typeof place.key === 'string' ? t(place.key) : say(place.key)}
        </a>
      ))}
    </nav>
  );
}
