import { describe, expect, it } from 'vitest';
import { isRecordPath, paths, patientOf, SECTIONS, sectionOf, sectionsOf } from '../src/paths';

const PATIENT = 'JyQzG-sL309MWMm4MA4BXQ';

describe('addresses', () => {
  it('carry the number of a section and no name of it', () => {
    for (const [index, section] of SECTIONS.entries()) {
      const path = paths.section(PATIENT, section);
      expect(path).toBe(`/p/${PATIENT}/s/${index + 1}`);
      expect(sectionOf(path.split('/').at(-1))).toBe(section);
    }
    expect(SECTIONS).toHaveLength(15);
  });

  it.each(['0', '16', 'x', '-1', '1.5', undefined])('with section %s lead to no section', (number) => {
    expect(sectionOf(number)).toBeUndefined();
  });

  it.each([
    [{}, ''],
    [{ from: '2026-01-01' }, '?from=2026-01-01'],
    [{ from: '2026-01-01', to: '2026-02-01' }, '?from=2026-01-01&to=2026-02-01'],
    [{ from: '', to: '2026-02-01' }, '?to=2026-02-01'],
  ])('keep the filled days of the filter %j', (dates, query) => {
    expect(paths.section(PATIENT, 'LAB_REPORTS', dates)).toBe(`/p/${PATIENT}/s/2${query}`);
  });

  it('of a timeline carry sections by number, and give them back', () => {
    const path = paths.timeline(PATIENT, {
      sections: ['LAB_REPORTS', 'SICK_LEAVES'],
      from: '2026-01-01',
      to: '',
    });
    expect(path).toBe(`/p/${PATIENT}/timeline?s=2.10&from=2026-01-01`);
    expect(sectionsOf('2.10')).toEqual(['LAB_REPORTS', 'SICK_LEAVES']);
    expect(sectionsOf('0.16.x')).toEqual([]);
    expect(sectionsOf(undefined)).toEqual([]);
    expect(paths.timeline(PATIENT)).toBe(`/p/${PATIENT}/timeline`);
  });

  it('of a trend name a report and a place in it, nothing that was measured', () => {
    expect(paths.trend(PATIENT, 'OcxEC0iXQIO', 4)).toBe(`/p/${PATIENT}/s/2/OcxEC0iXQIO/4`);
  });

  it.each([
    [paths.records(), undefined],
    [paths.record(PATIENT), PATIENT],
    [paths.sections(PATIENT), PATIENT],
    [paths.entry(PATIENT, 'COVID_TESTS', 'abc'), PATIENT],
    [paths.plan(PATIENT), PATIENT],
    [paths.timeline(PATIENT), PATIENT],
    [paths.documents(PATIENT), PATIENT],
    [paths.diary(PATIENT), PATIENT],
    [paths.trend(PATIENT, 'x', 0), PATIENT],
    [paths.viewers(PATIENT), PATIENT],
    ['/p/', undefined],
    ['/paper', undefined],
  ])('%s is about the record %s', (path, patientId) => {
    expect(patientOf(path)).toBe(patientId);
    expect(isRecordPath(path)).toBe(path.startsWith('/p/'));
  });
});
