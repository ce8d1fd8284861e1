import { describe, expect, it } from 'vitest';
import { byDay } from '../src/booking/days';

describe('free times by day', () => {
  it('begin with the first free day, each in order; a day is Moscow’s', () => {
    const at = (startsAt: string) => ({ startsAt });
    expect(
      byDay([at('2026-11-28T07:00:00Z'), at('2026-11-27T21:30:00Z'), at('2026-11-27T09:00:00+03:00')]).map(
        ({ day, times }) => [day, times.map(({ startsAt }) => startsAt)],
      ),
    ).toEqual([
      ['2026-11-27', ['2026-11-27T09:00:00+03:00']],
      ['2026-11-28', ['2026-11-27T21:30:00Z', '2026-11-28T07:00:00Z']],
    ]);
    expect(byDay([])).toEqual([]);
  });
});
