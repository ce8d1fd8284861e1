// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Leg, wayOf } from '../src/access/status/way';
import { isDraft } from '../src/access/steps';
import type { AccessRequestState, RequestEvent, RequestPurpose } from '../src/gen/graphql';

type Move = readonly [from: AccessRequestState, event: RequestEvent, to: AccessRequestState];
type Timeline = Parameters<typeof wayOf>[0]['timeline'];

/** The service's own tables of how a request may move. */
const MOVES = Object.fromEntries(
  readFileSync(new URL('../../backend/services/access_requests/transitions.py', import.meta.url), 'utf8')
    .split(/^(?=GRANT|CHANGE|CANCEL|TABLES)/m)
    .flatMap((table) => {
      const name = /^(GRANT|CHANGE|CANCEL):/.exec(table)?.[1];
      const rows = [...table.matchAll(/\(S\.(\w+), E\.(\w+), S\.(\w+)\)/g)];
      return name ? [[name, rows.map(([, from, event, to]) => [from, event, to] as unknown as Move)]] : [];
    }),
) as unknown as Record<RequestPurpose, readonly Move[]>;

const LONGEST = 11;
interface Walk {
  readonly purpose: RequestPurpose;
  readonly state: AccessRequestState;
  readonly timeline: Timeline;
}

/** Every way that a request can go, up to a length; a move that leads to where it came from is gone once. */
function walks(purpose: RequestPurpose): Walk[] {
  const found: Walk[] = [];
  const go = (state: AccessRequestState, timeline: Timeline, gone: readonly Move[]) => {
    if (timeline.length) found.push({ purpose, state, timeline });
    if (timeline.length === LONGEST) return;
    for (const move of MOVES[purpose]) {
      const [from, event, to] = move;
      if (from !== state || gone.includes(move)) continue;
      const at = `2026-11-${String(timeline.length + 1).padStart(2, '0')}T09:00:00Z`;
      go(to, [...timeline, { at, event, state: to, message: '' }], [...gone, move]);
    }
  };
  go('DRAFT', [], []);
  return found;
}
/** Of a request that was sent, or ended before: drafts have a page of their own. A cancellation is carried out as it is sent. */
const SHOWN = (['GRANT', 'CHANGE', 'CANCEL'] as const)
  .flatMap(walks)
  .filter(({ purpose, state }) => !isDraft({ state }) && !(purpose === 'CANCEL' && state === 'SUBMITTED'));
const told = ({ purpose, state, timeline }: Walk, way: readonly Leg[]) =>
  `${purpose} ${timeline.map(({ event }) => event).join(' → ')} (${state}): ${way.map((leg) => `${leg.stage} ${leg.state}`).join(', ')}`;
const never = (wrong: (way: readonly Leg[], walk: Walk) => unknown) =>
  SHOWN.flatMap((walk) => {
    const way = wayOf(walk);
    return wrong(way, walk) ? [told(walk, way)] : [];
  }).slice(0, 3);

describe('the way of a request (REQ-19), on every way that the service lets it go', () => {
  it('is there to be tested', () => {
    expect(Object.keys(MOVES).sort()).toEqual(['CANCEL', 'CHANGE', 'GRANT']);
    expect(SHOWN.length).toBeGreaterThan(300);
    for (const state of [
      'SUBMITTED',
      'CHECKING',
      'WAITING_EXTERNAL',
      'MANUAL_REVIEW',
      'GRANTED',
      'CHANGED',
    ] as const)
      expect(
        SHOWN.some((walk) => walk.state === state),
        state,
      ).toBe(true);
  });

  it('never says of a step that it is done when it never happened', () => {
    const WHAT: Record<Leg['stage'], readonly RequestEvent[]> = {
      sent: ['SUBMIT'],
      checks: ['START_CHECKS'],
      officer: ['APPROVE', 'REJECT'],
      end: ['APPROVE', 'CARRY_OUT'],
    };
    expect(
      never((way, { timeline }) =>
        way.some(
          ({ stage, state }) =>
            state === 'done' && !timeline.some(({ event }) => WHAT[stage].includes(event)),
        ),
      ),
    ).toEqual([]);
  });

  it('has a day for every step that is behind, and none for what is ahead', () => {
    expect(
      never((way) => way.some(({ state, at }) => (state === 'done' || state === 'stopped') && !at)),
    ).toEqual([]);
    expect(never((way) => way.some(({ state, at }) => state === 'ahead' && at))).toEqual([]);
  });

  it('goes from behind through one place to ahead, and each step stands there once', () => {
    const order = ['done', 'now', 'stopped', 'ahead'];
    expect(
      never((way) => {
        const places = way.map(({ state }) => order.indexOf(state));
        const here = way.filter(({ state }) => state === 'now' || state === 'stopped').length;
        return (
          here > 1 ||
          places.some((place, index) => place < (places[index - 1] ?? 0)) ||
          new Set(way.map(({ stage }) => stage)).size !== way.length
        );
      }),
    ).toEqual([]);
  });

  it('of a request under way has one step now, and of an ended one none', () => {
    const under = new Set(['SUBMITTED', 'CHECKING', 'WAITING_EXTERNAL', 'MANUAL_REVIEW']);
    expect(never((way, { state }) => way.some((leg) => leg.state === 'now') !== under.has(state))).toEqual(
      [],
    );
    expect(never((way, { state }) => !under.has(state) && way.some((leg) => leg.state === 'ahead'))).toEqual(
      [],
    );
  });

  it('breaks off where the request was rejected, withdrawn or left, and where an access is over', () => {
    const stopped = (state: AccessRequestState, purpose: RequestPurpose) =>
      ['REJECTED', 'WITHDRAWN', 'EXPIRED'].includes(state) || (state === 'CANCELLED' && purpose === 'GRANT');
    expect(
      never((way, { state, purpose }) => (way.at(-1)?.state === 'stopped') !== stopped(state, purpose)),
    ).toEqual([]);
  });
});

describe('the way of one request', () => {
  const way = (purpose: RequestPurpose, ...events: RequestEvent[]) => {
    let state: AccessRequestState = 'DRAFT';
    const timeline = events.map((event, index) => {
      const move = MOVES[purpose].find(([from, does]) => from === state && does === event);
      if (!move) throw new Error(`${event} from ${state}`);
      state = move[2];
      return { at: `day ${index + 1}`, event, state, message: '' };
    });
    return wayOf({ purpose, state, timeline }).map(({ stage, state: how, at }) => [stage, how, at].join(' '));
  };
  const sent = ['CONFIRM_PHONE', 'SUBMIT', 'START_CHECKS'] as const;

  it('waits for a registry that is out: an outage rejects nobody (ACC-10)', () => {
    expect(way('GRANT', ...sent, 'REGISTRY_OUT')).toEqual([
      'sent done day 2',
      'checks now day 3',
      'officer ahead ',
      'end ahead ',
    ]);
  });

  it('stops at the checks where a registry was definite, and at the officer where an officer was', () => {
    expect(way('GRANT', ...sent, 'CHECK_FAILED')).toEqual(['sent done day 2', 'checks stopped day 4']);
    expect(way('GRANT', ...sent, 'CHECKS_PASSED', 'TAKE', 'REJECT').at(-1)).toBe('officer stopped day 6');
  });

  it('goes on to an officer where the applicant appeals, whoever rejected', () => {
    expect(way('GRANT', ...sent, 'CHECK_FAILED', 'APPEAL')).toEqual([
      'sent done day 2',
      'checks done day 4',
      'officer now day 5',
      'end ahead ',
    ]);
  });

  it('of a full account has no officer (ACC-02, X7)', () => {
    expect(way('GRANT', ...sent, 'CARRY_OUT')).toEqual([
      'sent done day 2',
      'checks done day 4',
      'end done day 4',
    ]);
  });

  it('of a new phone has no checks either: it is changed at once (REQ-14)', () => {
    expect(way('CHANGE', 'CONFIRM_PHONE', 'SUBMIT', 'CARRY_OUT')).toEqual([
      'sent done day 2',
      'end done day 3',
    ]);
  });

  it('of a cancellation ends at once (REQ-15)', () => {
    expect(way('CANCEL', 'SUBMIT', 'CARRY_OUT')).toEqual(['sent done day 1', 'end done day 2']);
  });

  it('of a draft that was left never was: nothing was sent, nobody checked, nobody decided', () => {
    expect(way('GRANT', 'CONFIRM_PHONE', 'EXPIRE')).toEqual(['sent stopped day 2']);
    expect(way('CHANGE', 'WITHDRAW')).toEqual(['sent stopped day 1']);
  });

  it('of an access that has ended says when', () => {
    expect(way('GRANT', ...sent, 'CARRY_OUT', 'CHANGE_ACCESS', 'EXPIRE').at(-1)).toBe('end stopped day 6');
  });
});
