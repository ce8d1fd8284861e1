import type { RequestEvent } from '../../gen/graphql';
import type { Request } from '../request';

export type Stage = 'sent' | 'checks' | 'officer' | 'end';
export interface Leg {
  readonly stage: Stage;
  readonly state: 'done' | 'now' | 'ahead' | 'stopped';
  /** When it was done; of the one under way, when it began. */
  readonly at?: string;
}
type Sent = Pick<Request, 'purpose' | 'state' | 'timeline'>;

const WITH: Partial<Record<Request['state'], Stage>> = {
  SUBMITTED: 'checks',
  CHECKING: 'checks',
  WAITING_EXTERNAL: 'checks',
  MANUAL_REVIEW: 'officer',
};
const ENDS: Record<Stage, readonly RequestEvent[]> = {
  sent: ['SUBMIT'],
  checks: ['CHECKS_PASSED', 'CHECK_FAILED', 'CARRY_OUT'],
  officer: ['APPROVE', 'REJECT'],
  end: ['CANCEL_ACCESS', 'EXPIRE', 'CHANGE_ACCESS', 'APPROVE', 'CARRY_OUT'],
};
const BEGINS: Partial<Record<Stage, readonly RequestEvent[]>> = {
  checks: ['START_CHECKS'],
  officer: ['APPEAL', 'TAKE', 'CHECKS_PASSED'],
};

/** The way of a request that was sent: what is behind, what is now, what is ahead; it breaks off where it was stopped. Pure. */
export function wayOf({ purpose, state, timeline }: Sent): Leg[] {
  const latest = (events: readonly RequestEvent[] = []) =>
    timeline.findLast(({ event }) => events.includes(event))?.at;
  const happened = (event: RequestEvent) => timeline.some((item) => item.event === event);
  // A draft that was given up, or left until its term was over, has no way.
  if (!happened('SUBMIT')) return [leg('sent', 'stopped', timeline.at(-1)?.at)];
  // What is carried out at once nobody checked, or no officer decided.
  const checks: Stage[] = happened('START_CHECKS') ? ['checks'] : [];
  const stages: Stage[] =
    purpose === 'CANCEL'
      ? ['sent', 'end']
      : happened('CARRY_OUT')
        ? ['sent', ...checks, 'end']
        : ['sent', 'checks', 'officer', 'end'];
  const stopped = state === 'REJECTED' || state === 'WITHDRAWN';
  const over = state === 'EXPIRED' || (state === 'CANCELLED' && purpose !== 'CANCEL');
  // Where it was when it was stopped: the state before the last event.
  const before = timeline.at(-2)?.state;
  const rejectedAt = timeline.at(-1)?.event === 'CHECK_FAILED' ? 'checks' : 'officer';
  const at: Stage = stopped
    ? state === 'REJECTED'
      ? rejectedAt
      : ((before && WITH[before]) ?? 'sent')
    : (WITH[state] ?? 'end');
  const here = stages.indexOf(at);
  return stages.flatMap((stage, index): Leg[] => {
    if (index < here) return [leg(stage, 'done', latest(ENDS[stage]))];
    if (index > here) return stopped ? [] : [leg(stage, 'ahead')];
    if (stopped) return [leg(stage, 'stopped', timeline.at(-1)?.at)];
    if (stage === 'end') return [leg(stage, over ? 'stopped' : 'done', latest(ENDS.end))];
    return [leg(stage, 'now', latest(BEGINS[stage]))];
  });
}

const leg = (stage: Stage, state: Leg['state'], at?: string): Leg => ({
  stage,
  state,
  ...(at ? { at } : {}),
});
