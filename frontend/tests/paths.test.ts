import { describe, expect, it } from 'vitest';
import { isRecordPath, paths, patientOf, SECTIONS, sectionOf } from '../src/paths';

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

  it.each([
    [paths.records(), undefined],
    [paths.record(PATIENT), PATIENT],
    [paths.sections(PATIENT), PATIENT],
    [paths.entry(PATIENT, 'COVID_TESTS', 'abc'), PATIENT],
    [paths.plan(PATIENT), PATIENT],
    [paths.viewers(PATIENT), PATIENT],
    ['/p/', undefined],
    ['/paper', undefined],
  ])('%s is about the record %s', (path, patientId) => {
    expect(patientOf(path)).toBe(patientId);
    expect(isRecordPath(path)).toBe(path.startsWith('/p/'));
  });
});
