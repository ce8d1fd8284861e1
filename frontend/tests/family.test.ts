// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nameOf, STATES } from '../src/family/claim';
import { progressOf } from '../src/family/progress';
import { ASKS, ROUTES, routeOf, written } from '../src/family/routes';
import type {
  FamilyClaimState,
  FamilyDocumentKind,
  FamilyRelationship,
  FamilyStep,
} from '../src/gen/graphql';

const claimed = (relationship: FamilyRelationship, kind: FamilyDocumentKind) =>
  routeOf({ relationship, document: { kind, number: '', issuedOn: null } });

describe('the three ways of verifying (REP-02, REP-03, REP-05)', () => {
  it('are for a Russian certificate, a foreign one, and a guardian', () => {
    expect(ROUTES).toHaveLength(3);
    expect(claimed('SON', 'BIRTH_CERTIFICATE')).toBe('registry');
    expect(claimed('DAUGHTER', 'FOREIGN_DOCUMENT')).toBe('mfc');
    for (const kind of ['BIRTH_CERTIFICATE', 'PASSPORT', 'FOREIGN_DOCUMENT'] as const)
      expect(claimed('WARD', kind)).toBe('guardian');
  });

  it('ask for what leads back to them: who corrects a claim meets the questions they answered', () => {
    for (const route of ROUTES)
      for (const relationship of ASKS[route].relationships)
        for (const kind of ASKS[route].documents) expect(claimed(relationship, kind)).toBe(route);
  });

  it('leave out nobody: a son, a daughter or a ward, with any document that the service takes', () => {
    const all = <Value>(of: (route: (typeof ROUTES)[number]) => readonly Value[]) =>
      new Set(ROUTES.flatMap(of));
    expect(all((route) => ASKS[route].relationships)).toEqual(new Set(['SON', 'DAUGHTER', 'WARD']));
    expect(all((route) => ASKS[route].documents)).toEqual(
      new Set(['BIRTH_CERTIFICATE', 'PASSPORT', 'FOREIGN_DOCUMENT']),
    );
  });

  it('let no parent prove a child by a passport: the certificate names the parents', () => {
    for (const route of ['registry', 'mfc'] as const) expect(ASKS[route].documents).not.toContain('PASSPORT');
  });
});

describe('the number of a document, as it is sent', () => {
  it.each([
    ['BIRTH_CERTIFICATE', 'iv-мю  № 123456', 'IV-МЮ № 123456'],
    ['BIRTH_CERTIFICATE', 'V-АБ 654321', 'V-АБ 654321'],
    // What a foreign document is called is its own: not a letter is changed.
    ['FOREIGN_DOCUMENT', 'aB  12/c', 'aB  12/c'],
    ['PASSPORT', '45 10 123456', '45 10 123456'],
  ] as const)('of a %s «%s» is «%s»', (kind, typed, sent) => {
    expect(written(kind, typed)).toBe(sent);
  });
});

describe('how far a child is (REP-06)', () => {
  const at = (state: FamilyClaimState, code: FamilyStep) =>
    progressOf({ state, nextStep: { code, message: '' } }).map((leg) => `${leg.stage} ${leg.state}`);

  it.each<[FamilyClaimState, FamilyStep]>([
    ['CHECKING', 'WAIT'],
    // An outage is no refusal (ACC-10), and an MFC is the way on, not the end (REP-09).
    ['UNAVAILABLE', 'TRY_LATER'],
    ['GO_TO_MFC', 'GO_TO_MFC'],
  ])('is being checked while %s', (state, code) => {
    expect(at(state, code)).toEqual(['added done', 'checked now', 'verified ahead', 'open ahead']);
  });

  it('is verified, and then the record has to be asked for: the one is not the other (REP-01)', () => {
    expect(at('VERIFIED', 'REQUEST_ACCESS')).toEqual([
      'added done',
      'checked done',
      'verified done',
      'open now',
    ]);
    expect(at('VERIFIED', 'OPEN_RECORD')).toEqual([
      'added done',
      'checked done',
      'verified done',
      'open done',
    ]);
  });

  it('stops where it was refused or withdrawn, and promises nothing after it', () => {
    expect(at('REFUSED', 'CORRECT')).toEqual(['added done', 'checked stopped']);
    expect(at('WITHDRAWN', 'REQUEST_ACCESS')).toEqual(['added done', 'checked stopped']);
  });

  it('stops before the record where the child is grown up or the right has ended (ACC-05)', () => {
    for (const [state, code] of [
      ['VERIFIED', 'GROWN_UP'],
      ['VERIFIED', 'ASK_IN_PERSON'],
      ['ENDED', 'ASK_IN_PERSON'],
      ['ENDED', 'GROWN_UP'],
    ] as const)
      expect(at(state, code), `${state} ${code}`).toEqual([
        'added done',
        'checked done',
        'verified done',
        'open stopped',
      ]);
    expect(at('CHECKING', 'GROWN_UP').at(-1)).toBe('checked stopped');
  });

  it('is told for every state that the service has', () => {
    const rows = readFileSync(
      new URL('../../backend/services/family/transitions.py', import.meta.url),
      'utf8',
    );
    const states = new Set(
      [...rows.matchAll(/\(S\.(\w+), E\.\w+, S\.(\w+)\)/g)].flatMap(([, from, to]) => [from, to]),
    );
    expect(states.size).toBeGreaterThan(5);
    expect(Object.keys(STATES).sort()).toEqual([...states].sort());
  });
});

describe('a name', () => {
  it('stands in the order of documents, without a gap where there is no patronymic', () => {
    const name = (patronymic: string | null) =>
      nameOf({ familyName: 'Ким', givenName: 'Лена', patronymic } as Parameters<typeof nameOf>[0]);
    expect(name(null)).toBe('Ким Лена');
    expect(name('Игоревна')).toBe('Ким Лена Игоревна');
  });
});
