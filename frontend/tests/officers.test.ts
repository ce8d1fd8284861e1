// @vitest-environment node
import { isEnumType, isInputObjectType, isNonNullType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { FOUR_EYES, FOUR_EYES_STATES } from '../src/desk/fourEyes';
import { wrongReason } from '../src/desk/reason';
import { ACT_FORMS, ACTS, type ActForm, LABELS, OPTIONAL, SHAPES } from '../src/registry/acts/actForms';
import { OBSTACLES, REASONS } from '../src/registry/case/decision/words';
import { EVENTS } from '../src/registry/case/words';
import { DOUBTS, statedOf } from '../src/registry/cases/caseWords';
import { STATES } from '../src/registry/words';
import { localeOf } from './locale';
import { schema } from './schema';
import { sources } from './sources';

const backend = (file: string) => sources('../../backend/', new RegExp(`^${file}\\.py$`));
const all = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, found]) => found));
const enumOf = (name: string) => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((one) => one.name) : [];
};

describe('a paper that a registrar enters', () => {
  const INPUTS: Record<ActForm, string> = {
    RESTRICTION: 'ProposeCourtActInput',
    TERMINATION: 'ProposeCourtActInput',
    ADOPTION: 'ProposeAdoptionInput',
    DEATH: 'RecordDeathInput',
    EMANCIPATION: 'RecordEmancipationInput',
    CORRECTION: 'ProposeDeathCorrectionInput',
  };
  // What every paper has: why it is entered, and what makes sending it twice one.
  const COMMON = ['kind', 'reason', 'clientMutationId'];
  const inputOf = (form: ActForm) => {
    const type = schema.getType(INPUTS[form]);
    return isInputObjectType(type) ? Object.values(type.getFields()) : [];
  };
  const plain = (name: string) => name.replace(/\.\d$/, '');

  it.each(ACT_FORMS)('%s asks for what its mutation takes, and for nothing else', (form) => {
    const { people, days, fields } = SHAPES[form];
    const asked = new Set([...Object.keys(people).map(plain), ...Object.keys(days), ...fields]);
    const takes = inputOf(form)
      .map(({ name }) => name)
      .filter((name) => !COMMON.includes(name));
    expect(takes.length).toBeGreaterThan(0);
    // Of both court acts one input serves: a termination is for good and has no last day.
    expect([...asked].sort()).toEqual(
      takes.filter((name) => form !== 'TERMINATION' || name !== 'endsOn').sort(),
    );
  });

  it.each(ACT_FORMS)('%s insists on what its mutation cannot do without, and on nothing else', (form) => {
    const { people, days, fields } = SHAPES[form];
    const must = Object.entries({ ...people, ...days })
      .filter(([, needed]) => needed)
      .map(([name]) => plain(name));
    const needed = new Set([...must, ...fields.filter((name) => !OPTIONAL.has(name))]);
    const wanted = inputOf(form).filter(({ name, type }) => isNonNullType(type) && !COMMON.includes(name));
    expect([...needed].sort()).toEqual(wanted.map(({ name }) => name).sort());
  });

  it.each(ACT_FORMS)('%s has words for each field, and says what will come of it', (form) => {
    const { people, days, fields } = SHAPES[form];
    for (const name of [...Object.keys(people), ...Object.keys(days), ...fields])
      expect(LABELS[name]?.every(Boolean), name).toBe(true);
    for (const words of ACTS[form].flat()) expect(words).toBeTruthy();
  });

  it('says nothing of adoption where it is in force: it is visible to nobody (policy.md, Conditions)', () => {
    expect(ACTS.ADOPTION[1][0]).toContain('не видно никому');
  });
});

describe('the second pair of eyes', () => {
  it('finds first what waits for it', () => {
    expect(FOUR_EYES_STATES.map(([state]) => state)[0]).toBe('PROPOSED');
    expect(FOUR_EYES_STATES.map(([state]) => state).sort()).toEqual(Object.keys(FOUR_EYES).sort());
  });

  it('never takes what only one registrar has said for what is in force', () => {
    expect(FOUR_EYES.PROPOSED[0]).not.toBe('good');
    expect(Object.values(FOUR_EYES).filter(([tone]) => tone === 'good')).toEqual([FOUR_EYES.IN_FORCE]);
  });
});

describe('the reason of a look at somebody’s data', () => {
  const shortest = Number(/SHORTEST_REASON[^=]*= (\d+)/.exec(backend('services/officers/finding'))?.[1]);
  it('is too short exactly where the server says so', () => {
    expect(shortest).toBeGreaterThan(1);
    expect(wrongReason('а'.repeat(shortest - 1))?.[0]).toBeTruthy();
    expect(wrongReason('')).toBeTruthy();
    expect(wrongReason('а'.repeat(shortest))).toBeUndefined();
  });
});

describe('words for officers', () => {
  it('are there for every doubt about whose an account is, and for no other', () => {
    const doubts = all(
      /class Doubt[\s\S]*?\n\n\n/.exec(backend('services/identity_binding'))?.[0] ?? '',
      /= "(\w+)"/g,
    );
    expect(doubts.size).toBeGreaterThan(0);
    expect(Object.keys(DOUBTS).sort()).toEqual([...doubts].sort());
  });

  it('are there for every code that keeps a request from being approved', () => {
    const raised = all(backend('services/officers/(approving|matching)'), /Refused\("(\w+)"/g);
    // What keeps a choice that an officer has made from being carried out is told when they make it.
    for (const made of ['NOT_A_CANDIDATE', 'WRONG_STATE']) raised.delete(made);
    expect(raised.size).toBeGreaterThan(5);
    expect(Object.keys(OBSTACLES).sort()).toEqual([...raised].sort());
  });

  it('are there for every move of a request: its history names each', () => {
    expect(Object.keys(EVENTS).sort()).toEqual(enumOf('RequestEvent').sort());
  });

  it('are there for every state in which a request is in a queue', () => {
    for (const state of ['SUBMITTED', 'CHECKING', 'WAITING_EXTERNAL', 'MANUAL_REVIEW'] as const)
      expect(STATES[state]?.every(Boolean), state).toBe(true);
  });

  it('offer every reason of a rejection, «other» last', () => {
    expect(Object.keys(REASONS).sort()).toEqual(enumOf('DecisionReason').sort());
    expect(Object.keys(REASONS).at(-1)).toBe('OTHER');
  });

  it('tell whatever an applicant states in a case, and of moments the Moscow one', () => {
    const details = /details = \{[\s\S]*?\n {4}\}/.exec(backend('services/identity_binding'))?.[0] ?? '';
    const stored = [...all(details, /"(\w+)":/g)].filter((name) => name !== 'doubt');
    expect(stored.length).toBeGreaterThan(5);
    const values: Record<string, string> = { birth_date: '1990-03-05', sex: 'FEMALE' };
    const stated = Object.fromEntries(stored.map((name) => [name, values[String(name)] ?? `стоит ${name}`]));
    const told = statedOf(stated, localeOf('ru')).map(([, value]) => value.replaceAll('\u00a0', ' '));
    expect(told).toHaveLength(stored.length);
    expect(told).toEqual(expect.arrayContaining(['женский', '5 марта 1990', 'стоит snils']));
    const [objected] = statedOf({ doubt: 'TAKEN', objected_at: '2026-11-25T21:30:00+00:00' }, localeOf('ru'));
    expect(objected?.[1].replaceAll('\u00a0', ' ')).toBe('26 ноября 2026, 00:30');
    expect(statedOf({ patronymic: null }, localeOf('ru'))).toEqual([]);
    expect(statedOf(null, localeOf('ru'))).toEqual([]);
  });
});
