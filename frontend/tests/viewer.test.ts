import { describe, expect, it } from 'vitest';
import { byRecord, givenName, initials, isOwn, type RecordAccess, type Viewer } from '../src/api/viewer';
import { closedRecords } from '../src/records/Closed';

const access = (patientId: string, standing: RecordAccess['standing']): RecordAccess => ({
  patientId,
  standing,
  displayName: 'Михаил Соколов',
  birthDate: '2022-06-25',
  since: '2026-01-01T00:00:00Z',
  until: null,
  cardEntryRequired: true,
});
const viewer = (part: Partial<Viewer>): Viewer => ({
  person: { patientId: 'own', familyName: 'Соколова', givenName: 'Анна', sex: null },
  account: { login: 'anna', level: 'FULL', roles: ['CITIZEN'] },
  records: [],
  family: [],
  notifications: { unreadCount: 0 },
  ...part,
});
const ward = (patientId: string, birthDate: string, state: 'VERIFIED' | 'ENDED' = 'VERIFIED') => ({
  patientId,
  birthDate,
  state,
  displayName: 'Соколов Игорь Сергеевич',
});

describe('records that may be opened', () => {
  it('are one line each, in the order of the server, with all standings on them', () => {
    const records = [
      access('a', 'SELF_ADULT'),
      access('b', 'PARENT_OF_CHILD'),
      access('b', 'TREATING_DOCTOR'),
    ];
    expect(byRecord(records).map((one) => one.map(({ standing }) => standing))).toEqual([
      ['SELF_ADULT'],
      ['PARENT_OF_CHILD', 'TREATING_DOCTOR'],
    ]);
    expect(records.map(isOwn)).toEqual([true, false, false]);
  });

  it.each([
    ['Михаил Соколов', 'МС', 'Михаил'],
    ['Лена', 'Л', 'Лена'],
    ['', '', ''],
  ])('are called by «%s» -> %s, %s', (name, letters, given) => {
    expect(initials(name)).toBe(letters);
    expect(givenName(name)).toBe(given);
  });
});

describe('records that are closed', () => {
  const today = '2026-11-25';

  it('are the own one and verified wards without access, with the reason where it is certain', () => {
    const closed = closedRecords(
      viewer({
        records: [access('vera', 'PARENT_OF_CHILD')],
        family: [
          ward('vera', '2015-08-25'),
          ward('igor', '2007-05-01'),
          ward('pavel', '2010-07-25'),
          ward('old', '2000-01-01', 'ENDED'),
        ],
      }),
      today,
    );
    expect(closed.map(({ patientId, reason }) => [patientId, reason])).toEqual([
      ['own', undefined],
      ['igor', 'WARD_IS_ADULT'],
      ['pavel', undefined],
    ]);
  });

  it.each([
    ['2008-11-25', 'WARD_IS_ADULT'],
    ['2008-11-26', undefined],
  ])('of a ward born on %s: %s (the 18th birthday counts whole)', (born, reason) => {
    const [, closed] = closedRecords(viewer({ family: [ward('w', born)] }), today);
    expect(closed?.reason).toBe(reason);
  });

  it('of a basic account say that the level is too low, whatever else', () => {
    const basic = viewer({ account: { login: 'basic', level: 'BASIC', roles: ['CITIZEN'] } });
    expect(closedRecords(basic, today)).toEqual([{ patientId: 'own', reason: 'ACCOUNT_LEVEL_TOO_LOW' }]);
  });

  it('are none for staff: their own record is read with an account of a citizen', () => {
    const staff = viewer({ account: { login: 'petrova', level: 'FULL', roles: ['DOCTOR'] } });
    expect(closedRecords(staff, today)).toEqual([]);
  });
});
