import { describe, expect, it } from 'vitest';
import { paths } from '../src/paths';
import { placeOf, recordPlaces } from '../src/ui/Nav';

const PATIENT = 'JyQzG-sL309MWMm4MA4BXQ';
const places = recordPlaces(PATIENT);

describe('the place that is marked', () => {
  it.each([
    [paths.record(PATIENT), 'nav.overview'],
    [paths.section(PATIENT, 'LAB_REPORTS'), 'nav.labs'],
    [paths.entry(PATIENT, 'LAB_REPORTS', 'x'), 'nav.labs'],
    [paths.section(PATIENT, 'VACCINATIONS'), 'nav.vaccines'],
    [paths.plan(PATIENT), 'nav.vaccines'],
    [paths.section(PATIENT, 'SICK_LEAVES'), 'nav.sections'],
    [paths.viewers(PATIENT), 'nav.sections'],
    [paths.diary(PATIENT), 'nav.sections'],
    [paths.timeline(PATIENT), 'nav.timeline'],
    [paths.documents(PATIENT), 'nav.documents'],
    [paths.section(PATIENT, 'VACCINATIONS'), 'nav.vaccines'],
    [paths.trend(PATIENT, 'x', 3), 'nav.labs'],
  ])('at %s is %s', (path, key) => {
    expect(placeOf(places, path)?.key).toBe(key);
  });

  it('is none where no place is near', () => {
    expect(placeOf(places, '/p/another')).toBeUndefined();
    expect(placeOf([{ href: '/', key: 'nav.records', icon: 'home' }], '/p/another')).toBeUndefined();
  });
});
