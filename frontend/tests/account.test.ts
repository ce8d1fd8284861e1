import { afterEach, describe, expect, it } from 'vitest';
import { isEntrance, paths } from '../src/paths';
import { statementOf } from '../src/profile/form/statement';
import { wayOf } from '../src/profile/steps';
import { firstSteps } from '../src/records/first/firstSteps';
import { chooseTheme, themeNow } from '../src/ui/theme';

afterEach(() => chooseTheme('device'));

describe('the first steps of somebody new', () => {
  const known = (part: object) =>
    firstSteps({
      account: { level: 'BASIC' },
      profile: { check: null },
      family: [],
      familyClaims: [],
      accessRequests: { nodes: [] },
      ...part,
    });
  const check = (state: string) => ({ profile: { check: { state } } });
  const standard = { account: { level: 'STANDARD' } };
  const child = { familyClaims: [{ state: 'VERIFIED' }] };

  it.each([
    ['nothing is stated', {}, 'profile', 'now', 'ahead', 'ahead'],
    ['the passport is being checked', check('CHECKING'), 'look', 'now', 'ahead', 'ahead'],
    ['the registry is out', check('UNAVAILABLE'), 'look', 'now', 'ahead', 'ahead'],
    ['the passport was refused', check('INVALID'), 'look', 'stopped', 'ahead', 'ahead'],
    ['the passport is right', standard, 'family', 'done', 'now', 'ahead'],
    [
      'a claim was refused',
      { ...standard, familyClaims: [{ state: 'REFUSED' }] },
      'family',
      'done',
      'now',
      'ahead',
    ],
    ['a child is there', { ...standard, ...child }, 'access', 'done', 'done', 'now'],
    [
      'a child was known before, and a draft waits',
      { ...standard, family: [{ state: 'VERIFIED' }], accessRequests: { nodes: [{ state: 'DRAFT' }] } },
      'access',
      'done',
      'done',
      'now',
    ],
    [
      'a request was withdrawn',
      { ...standard, ...child, accessRequests: { nodes: [{ state: 'WITHDRAWN' }] } },
      'access',
      'done',
      'done',
      'now',
    ],
    [
      'a request is on its way',
      { ...standard, accessRequests: { nodes: [{ state: 'SUBMITTED' }] } },
      undefined,
      'done',
      'ahead',
      'done',
    ],
  ])('when %s', (_when, part, next, identity, childState, access) => {
    expect(known(part)).toEqual({ next, identity, child: childState, access });
  });
});

describe('the way to a confirmed account', () => {
  const at = (level: string, phoneConfirmedAt: string | null, state?: string) =>
    wayOf({
      account: { level },
      contacts: { maskedPhone: null, phoneConfirmedAt },
      profile: { check: state ? { state, message: '', nextTryAt: null } : null },
    } as never);
  const NOW = '2026-11-26T00:00:00Z';

  it.each([
    [at('BASIC', null), 'now', 'ahead', 'ahead'],
    [at('BASIC', NOW), 'done', 'now', 'ahead'],
    [at('BASIC', NOW, 'INVALID'), 'done', 'stopped', 'ahead'],
    [at('BASIC', null, 'VALID'), 'now', 'done', 'ahead'],
    [at('STANDARD', NOW, 'VALID'), 'done', 'done', 'now'],
    [at('FULL', NOW), 'done', 'done', 'done'],
  ])('%o', (way, phone, passport, identity) => {
    expect(way).toEqual({ phone, passport, identity });
  });
});

describe('what a profile states', () => {
  function form(values: Record<string, string>): HTMLFormElement {
    const element = document.createElement('form');
    for (const [name, value] of Object.entries(values)) {
      const input = document.createElement('input');
      input.name = name;
      input.value = value;
      element.append(input);
    }
    return element;
  }
  const person = {
    familyName: 'Ветрова',
    givenName: ' Ника ',
    patronymic: '',
    'birthDate.day': '5',
    'birthDate.month': '3',
    'birthDate.year': '1990',
    sex: 'FEMALE',
    snils: '',
    enp: '',
  };

  it('leaves out what is known already and was not typed again', () => {
    expect(statementOf(form(person), { snils: true, passport: true })).toEqual({
      statement: {
        familyName: 'Ветрова',
        givenName: 'Ника',
        patronymic: undefined,
        birthDate: '1990-03-05',
        sex: 'FEMALE',
        snils: undefined,
        enp: undefined,
        passport: undefined,
      },
    });
  });

  it('names every box that is empty, and a day that the calendar does not have', () => {
    const found = statementOf(form({ ...person, 'birthDate.day': '31', 'birthDate.month': '2' }), {
      snils: false,
      passport: false,
    });
    expect('gaps' in found && found.gaps.map(({ field, is }) => `${field} ${is}`)).toEqual([
      'birthDate wrongDate',
      'snils missing',
      'passport.series missing',
      'passport.number missing',
      'passport.issuer missing',
      'passport.departmentCode missing',
      'passport.issuedOn wrongDate',
    ]);
  });
});

describe('addresses before sign-in', () => {
  it('are known, and no other is', () => {
    for (const path of [paths.signIn(), paths.signUp(), paths.reset(), paths.recovery()])
      expect(isEntrance(path)).toBe(true);
    for (const path of ['/', '/settings', '/p/x', '/sign-in/provider/portal'])
      expect(isEntrance(path)).toBe(false);
  });
});

describe('the chosen theme', () => {
  it('is kept by the browser, and forgotten where the device decides', () => {
    expect(themeNow()).toBe('device');
    chooseTheme('dark');
    expect(themeNow()).toBe('dark');
    chooseTheme('light');
    expect(themeNow()).toBe('light');
    chooseTheme('device');
    expect(themeNow()).toBe('device');
  });
});
