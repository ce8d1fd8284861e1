// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { clockOf, momentOf, typedOf } from '../src/sections/diary/entry/figures';

describe('figures of the diary', () => {
  it('stand in a box as the language writes them', () => {
    expect([typedOf(36.6, 'ru'), typedOf(36.6, 'en'), typedOf(null, 'ru')]).toEqual(['36,6', '36.6', '']);
  });

  it('are of a moment by the clock of Moscow, wherever the phone is', () => {
    expect(clockOf('2026-01-10T22:30:15+00:00')).toBe('2026-01-11T01:30');
    expect(momentOf('2026-01-11T01:30')).toBe('2026-01-11T01:30:00+03:00');
    expect(momentOf('')).toBeUndefined();
  });
});
