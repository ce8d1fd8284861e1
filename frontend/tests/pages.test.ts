import { describe, expect, it } from 'vitest';
import { agesOf, type Item } from '../src/record/plan/ages';
import { monthsOf } from '../src/record/timeline/Months';
import { byMeasure } from '../src/sections/diary/measures';
import { chosen } from '../src/sections/labs/analytes';

describe('the timeline by month', () => {
  it('keeps neighbours of one month together, in their order', () => {
    const events = ['2026-11-18', '2026-11-02', '2026-09-30'].map((date) => ({ date }));
    expect(monthsOf(events).map(([month, of]) => [month, of.length])).toEqual([
      ['2026-11', 2],
      ['2026-09', 1],
    ]);
    expect(monthsOf([])).toEqual([]);
  });
});

describe('the schedule by age', () => {
  const item = (code: string, dueOn: string | null): Item => ({
    code,
    title: code,
    status: 'DONE',
    dueOn,
    riskGroupOnly: false,
  });

  it('has months up to two years, then years; without a day or a birth date it has one group', () => {
    const items = [
      item('six', '2028-06-26'),
      item('birth', '2022-06-26'),
      item('three', '2022-09-26'),
      item('none', null),
    ];
    expect(
      agesOf(items, '2022-06-26').map(({ months, years, items: of }) => [months, years, of[0]?.code]),
    ).toEqual([
      [0, undefined, 'birth'],
      [3, undefined, 'three'],
      [undefined, 6, 'six'],
      [undefined, undefined, 'none'],
    ]);
    expect(agesOf(items, undefined)).toHaveLength(1);
  });
});

describe('the diary by kind', () => {
  it('puts the newest first and leaves out what has no figure', () => {
    const reading = (measure: 'PULSE' | 'WEIGHT', measuredAt: string, value: number | null) => ({
      id: `${measure} ${measuredAt}`,
      measure,
      measuredAt,
      value,
      valueSecond: null,
      unit: null,
    });
    const kinds = byMeasure([
      reading('PULSE', '2026-01-01', 70),
      reading('WEIGHT', '2026-03-01', 60),
      reading('PULSE', '2026-02-01', 72),
      reading('PULSE', '2026-04-01', null),
    ]);
    expect(kinds.map(([measure, of]) => [measure, of.map(({ value }) => value)])).toEqual([
      ['WEIGHT', [60]],
      ['PULSE', [72, 70]],
    ]);
  });
});

describe('analytes that are shown', () => {
  const analyte = (name: string | null, display: string | null, value: number) => ({
    name,
    code: display ? { code: 'c', display } : null,
    value,
    valueText: null,
    unit: null,
    referenceLow: 10,
    referenceHigh: 20,
    referenceText: null,
    interpretation: null,
    date: '2026-01-01',
    count: 1,
    reportId: 'r',
    result: 0,
  });
  const all = [analyte('Железо', null, 15), analyte(null, 'Гемоглобин', 5), analyte('Чёрный тест', null, 25)];
  const names = (words: string, onlyOut: boolean) =>
    chosen(all, words, onlyOut).map(({ name, code }) => name ?? code?.display);

  it('are out of norm first, found by every word, with ё like е and letters of any case', () => {
    expect(names('', false)).toEqual(['Гемоглобин', 'Чёрный тест', 'Железо']);
    expect(names('', true)).toEqual(['Гемоглобин', 'Чёрный тест']);
    expect(names('ГЕМО', false)).toEqual(['Гемоглобин']);
    expect(names('тест черный', false)).toEqual(['Чёрный тест']);
    expect(names('железо', true)).toEqual([]);
  });
});
