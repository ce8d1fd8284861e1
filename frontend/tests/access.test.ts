import { afterEach, describe, expect, it, vi } from 'vitest';
import { unfit, upload } from '../src/access/draft/photo/upload';
import { choicesOf } from '../src/access/draft/record/choices';
import { isDraft, nextPage, pageOf, pagesOf } from '../src/access/steps';
import type { Viewer } from '../src/api/viewer';
import type { FamilyClaimState, RepresentationState, RequestPurpose, RequestStep } from '../src/gen/graphql';
import { paths } from '../src/paths';

/** A draft as the server tells it; `done` names the questions that are answered. */
const draft = (
  purpose: RequestPurpose,
  steps: readonly RequestStep[],
  done: readonly RequestStep[] = [],
  own = false,
) => ({
  purpose,
  record: { own, displayName: null, patientId: null },
  steps: steps.map((step) => ({ step, done: done.includes(step) })),
});
const STANDARD = ['RECORD', 'GRANTEE', 'POLICY', 'PHONE', 'PHOTO', 'CONSENT'] as const;
const FULL = STANDARD.filter((step) => step !== 'PHOTO');

describe('the questions of a request', () => {
  it('come in the order of the service, and the consent stands with the sending (REQ-06…REQ-12)', () => {
    expect(pagesOf(draft('GRANT', STANDARD))).toEqual([
      'record',
      'grantee',
      'policy',
      'phone',
      'photo',
      'send',
    ]);
  });

  it('ask a full account for no photo, whatever the address says (ACC-11)', () => {
    const full = draft('GRANT', FULL, ['RECORD', 'GRANTEE']);
    expect(pagesOf(full)).not.toContain('photo');
    expect(pageOf(full, 'photo')).toBe('policy');
  });

  it('of a change are phone, grantee, policy and what the child is called; one’s own names are no child’s (REQ-14)', () => {
    expect(pagesOf(draft('CHANGE', ['CHANGES']))).toEqual(['phone', 'grantee', 'policy', 'child', 'send']);
    expect(pagesOf(draft('CHANGE', ['CHANGES'], [], true))).toEqual(['phone', 'grantee', 'policy', 'send']);
  });

  it('of a cancellation are none: one look at it and it is sent (REQ-15)', () => {
    expect(pagesOf(draft('CANCEL', []))).toEqual(['send']);
    expect(pageOf(draft('CANCEL', []), 'record')).toBe('send');
  });

  it.each([
    [[], 'record'],
    [['RECORD', 'GRANTEE'], 'policy'],
    [['RECORD', 'GRANTEE', 'POLICY', 'PHONE'], 'photo'],
    // A phone that was changed has to be confirmed anew: back to it, past what is answered (REQ-10).
    [['RECORD', 'GRANTEE', 'POLICY', 'PHOTO'], 'phone'],
    [['RECORD', 'GRANTEE', 'POLICY', 'PHONE', 'PHOTO'], 'send'],
  ] as const)('go on at the first without an answer: after %j at %s', (done, page) => {
    expect(nextPage(draft('GRANT', STANDARD, done))).toBe(page);
    expect(pageOf(draft('GRANT', STANDARD, done), undefined)).toBe(page);
  });

  it('of a change begin with the list of what may be changed', () => {
    expect(nextPage(draft('CHANGE', ['CHANGES']))).toBe('send');
  });

  it('may be looked at again in any order, and an unknown address leads on', () => {
    const half = draft('GRANT', STANDARD, ['RECORD', 'GRANTEE', 'POLICY']);
    expect(pageOf(half, 'record')).toBe('record');
    expect(pageOf(half, 'child')).toBe('phone');
    expect(pageOf(half, '../x')).toBe('phone');
  });

  it.each([
    ['DRAFT', true],
    ['PHONE_CONFIRMED', true],
    ['SUBMITTED', false],
    ['REJECTED', false],
    ['EXPIRED', false],
    ['WITHDRAWN', false],
  ] as const)('are there until it is sent: %s %s', (state, open) => {
    expect(isDraft({ state })).toBe(open);
  });
});

describe('whose record may be asked for (REQ-06)', () => {
  const today = '2026-11-26';
  const viewer = (part: object): Viewer =>
    ({
      person: { patientId: 'own', familyName: 'Соколова', givenName: 'Анна', sex: 'FEMALE' },
      account: { login: 'anna', level: 'STANDARD', roles: ['CITIZEN'] },
      records: [],
      family: [],
      ...part,
    }) as unknown as Viewer;
  const link = (patientId: string, state: RepresentationState, birthDate: string | null = '2020-01-01') => ({
    patientId,
    state,
    birthDate,
    displayName: `Соколов ${patientId}`,
  });
  const claim = (id: string, state: FamilyClaimState, part: object = {}) => ({
    id,
    state,
    patientId: null,
    givenName: id,
    familyName: 'Соколов',
    birthDate: '2020-01-01',
    ...part,
  });
  const found = (part: object, claims: readonly ReturnType<typeof claim>[] = []) => {
    const { can, cannot } = choicesOf(viewer(part), claims, today);
    return { can: can.map(({ key }) => key), cannot: cannot.map(({ key, why }) => `${key} ${why}`) };
  };

  it('is one’s own, also of somebody whose person is not established yet', () => {
    expect(found({}).can).toEqual(['own']);
    expect(found({ person: { patientId: null } }).can).toEqual(['own']);
  });

  it('is not one that is open: that leads to the record', () => {
    const open = viewer({
      records: [{ patientId: 'own' }, { patientId: 'a' }],
      family: [link('a', 'VERIFIED')],
    });
    expect(choicesOf(open, [], today)).toEqual({
      can: [],
      cannot: [
        { key: 'own', why: 'open', href: paths.record('own') },
        { key: 'a', name: 'Соколов a', why: 'open', href: paths.record('a') },
      ],
    });
  });

  it('is a verified child’s alone: an unverified link blocks the request (REP-01)', () => {
    expect(found({ family: [link('a', 'VERIFIED'), link('b', 'PENDING')] })).toEqual({
      can: ['own', 'a'],
      cannot: ['b unverified'],
    });
  });

  it('says nothing of somebody to whom the link has ended: no reason is told (policy.md, Conditions)', () => {
    expect(found({ family: [link('a', 'ENDED')] })).toEqual({ can: ['own'], cannot: [] });
  });

  it.each([
    ['2008-11-27', true],
    ['2008-11-26', false],
  ])('is a child’s until the 18th birthday begins (ACC-05): born %s %s', (born, may) => {
    expect(found({ family: [link('a', 'VERIFIED', born)] }).can.includes('a')).toBe(may);
    expect(found({}, [claim('c', 'VERIFIED', { birthDate: born })]).can.includes('c')).toBe(may);
  });

  it('names an added child once, and leads to the claim while it is not verified', () => {
    const both = found({ family: [link('a', 'VERIFIED')] }, [claim('c', 'VERIFIED', { patientId: 'a' })]);
    expect(both).toEqual({ can: ['own', 'a'], cannot: [] });
    for (const state of ['CHECKING', 'UNAVAILABLE', 'GO_TO_MFC', 'REFUSED', 'ENDED'] as const)
      expect(choicesOf(viewer({}), [claim('c', state)], today).cannot).toEqual([
        { key: 'c', name: 'Соколов c', why: 'unverified', href: paths.familyClaim('c') },
      ]);
    expect(choicesOf(viewer({}), [claim('c', 'VERIFIED')], today).can.at(-1)?.input).toEqual({
      claimId: 'c',
    });
  });
});

describe('the photo with the passport (ACC-11)', () => {
  const rules = { contentTypes: ['image/jpeg', 'image/png'], mostBytes: 1000 };
  it.each([
    ['image/jpeg', 1000, undefined],
    ['image/png', 1, undefined],
    ['image/jpeg', 1001, 'size'],
    ['image/gif', 1, 'type'],
    ['application/pdf', 5000, 'type'],
    ['', 1, 'type'],
  ])('%s of %i bytes is told before it is sent: %s', (type, size, wrong) => {
    expect(unfit({ type, size }, rules)).toBe(wrong);
  });

  afterEach(() => vi.unstubAllGlobals());
  /** A connection that the test plays. */
  class Line {
    static last: Line;
    upload: { onprogress?: (event: object) => void } = {};
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    status = 0;
    response: unknown = null;
    open = vi.fn();
    send = vi.fn();
    setRequestHeader = vi.fn();
    abort = () => this.onabort?.();
    constructor() {
      Line.last = this;
    }
  }
  const sending = () => {
    vi.stubGlobal('XMLHttpRequest', Line);
    const stop = new AbortController();
    const told: number[] = [];
    const options = {
      language: 'en',
      signal: stop.signal,
      onProgress: (percent: number) => told.push(percent),
    };
    const file = new File(['x'], 'me.jpg', { type: 'image/jpeg' });
    const answer = upload('a/b', file, options);
    return { answer, line: Line.last, stop, told, file };
  };

  it('goes to its own request alone, tells how much has gone, and is kept', async () => {
    const { answer, line, told, file } = sending();
    expect(line.open).toHaveBeenCalledWith('POST', '/access-requests/a%2Fb/photo');
    expect(line.setRequestHeader).toHaveBeenCalledWith('accept-language', 'en');
    expect(line.send).toHaveBeenCalledWith(file);
    line.upload.onprogress?.({ loaded: 1, total: 3 });
    line.upload.onprogress?.({ loaded: 3, total: 3 });
    line.upload.onprogress?.({ loaded: 0, total: 0 });
    expect(told).toEqual([33, 100, 0]);
    line.status = 201;
    line.onload?.();
    expect(await answer).toEqual({ state: 'kept' });
  });

  it('can be cancelled on its way', async () => {
    const { answer, stop } = sending();
    stop.abort();
    expect(await answer).toEqual({ state: 'cancelled' });
  });

  it.each([
    [
      422,
      { errors: [{ message: 'Фото слишком мало.' }] },
      { state: 'refused', message: 'Фото слишком мало.' },
    ],
    [502, null, { state: 'lost' }],
    [200, { errors: [] }, { state: 'lost' }],
    [422, { errors: [{ message: 5 }] }, { state: 'lost' }],
  ])(
    'answered with %i %j is %j: nothing but a kept photo counts as kept',
    async (status, response, ended) => {
      const { answer, line } = sending();
      Object.assign(line, { status, response });
      line.onload?.();
      expect(await answer).toEqual(ended);
    },
  );

  it('is lost with the connection', async () => {
    const { answer, line } = sending();
    line.onerror?.();
    expect(await answer).toEqual({ state: 'lost' });
  });
});
