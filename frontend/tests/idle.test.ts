import { describe, expect, it } from 'vitest';
import { closesAt } from '../src/session/idle';

const MINUTE = 60_000;

describe('an open record (REQ-11)', () => {
  it.each([
    ['15 minutes after the last reading', 0, 0, 15],
    ['15 minutes after the last reading', 0, 20, 35],
    ['60 minutes after the code, however busy', 0, 59, 60],
    ['60 minutes after the code, not after the page was opened', 10, 60, 70],
  ])('closes %s', (_when, entered, active, closed) => {
    expect(closesAt(entered * MINUTE, active * MINUTE)).toBe(closed * MINUTE);
  });
});
