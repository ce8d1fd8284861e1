import { describe, expect, it } from 'vitest';
import { ARROWS, isOutOfNorm, normOf } from '../src/norm/norm';
import { referenceText } from '../src/norm/reference';
import { unitName } from '../src/norm/units';
import { INTERPRETATION } from '../src/norm/words';
import { planSummary } from '../src/record/planSummary';
import { localeOf } from './locale';

describe('a value against its norm', () => {
  it.each([
    [{ value: 104, referenceLow: 110, referenceHigh: 140, interpretation: null }, 'LOW'],
    [{ value: 110, referenceLow: 110, referenceHigh: 140, interpretation: null }, 'NORMAL'],
    [{ value: 141, referenceLow: 110, referenceHigh: 140, interpretation: null }, 'HIGH'],
    [{ value: 6, referenceLow: null, referenceHigh: 5, interpretation: null }, 'HIGH'],
    [{ value: 6, referenceLow: null, referenceHigh: null, interpretation: null }, undefined],
    [{ value: null, referenceLow: 1, referenceHigh: 2, interpretation: null }, undefined],
    // The laboratory's word is above our arithmetic.
    [{ value: 104, referenceLow: 110, referenceHigh: 140, interpretation: 'NORMAL' as const }, 'NORMAL'],
    [{ value: null, interpretation: 'POSITIVE' as const }, 'POSITIVE'],
  ])('%j is %s', (measured, norm) => {
    expect(normOf(measured)).toBe(norm);
  });

  it('carries a sign and a word wherever it is out of norm: colour never stands alone', () => {
    for (const [code, words] of Object.entries(INTERPRETATION)) {
      const out = isOutOfNorm({ interpretation: code as keyof typeof INTERPRETATION });
      expect(Boolean(ARROWS[code as keyof typeof INTERPRETATION]), code).toBe(out);
      expect(words.every(Boolean)).toBe(true);
    }
  });

  it.each([
    [{ referenceLow: 110, referenceHigh: 140 }, '110–140'],
    [{ referenceLow: 110 }, 'от 110'],
    [{ referenceHigh: 5.5 }, 'до 5,5'],
    [{}, undefined],
  ])('has the norm %j in words: %s', (bounds, text) => {
    const { t, number } = localeOf('ru');
    expect(referenceText(bounds, t, number)).toBe(text);
  });
});

describe('the vaccination plan in figures', () => {
  const item = (
    status: Parameters<typeof planSummary>[0][number]['status'],
    dueOn: string,
    riskGroupOnly = false,
  ) => ({
    title: dueOn,
    status,
    dueOn,
    riskGroupOnly,
  });

  it('counts what everyone of this age should have, and names the nearest to come', () => {
    const plan = [
      item('DONE', '2022-07-01'),
      item('LATE', '2024-07-01'),
      item('LATE', '2024-08-01', true),
      item('EXEMPT', '2024-09-01'),
      item('REFUSED', '2024-10-01'),
      item('UPCOMING', '2029-07-01'),
      item('DUE', '2026-12-01'),
    ];
    expect(planSummary(plan)).toMatchObject({ done: 1, late: 1, total: 3, next: { title: '2026-12-01' } });
  });

  it('is zero without a plan', () => {
    expect(planSummary([])).toEqual({ done: 0, late: 0, total: 0, next: undefined });
  });
});

describe('scores', () => {
  it.each([
    [1, 'балл', 'point'],
    [4, 'балла', 'points'],
    [5, 'баллов', 'points'],
    [21, 'балл', 'points'],
    [1.5, 'балла', 'points'],
    [undefined, 'баллы', 'points'],
  ])('%s is counted in words', (value, ru, en) => {
    expect(unitName('{score}', value)).toEqual([ru, en]);
  });
});
