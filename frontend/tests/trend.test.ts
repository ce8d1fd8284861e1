import { describe, expect, it } from 'vitest';
import type { Trend } from '../src/chart/trend';
import { mainDiagnosis } from '../src/sections/parts/diagnosis';
import { since, type TrendPoint } from '../src/sections/trend/period';
import { courseOf, normSentence, waySentence } from '../src/sections/trend/words';
import { localeOf } from './locale';

const ru = localeOf('ru');
const en = localeOf('en');
const point = (date: string, value: number | null, part: Partial<TrendPoint> = {}): TrendPoint =>
  ({
    date,
    measuredAt: null,
    value,
    valueText: null,
    unit: 'г/л',
    referenceLow: 110,
    referenceHigh: 140,
    interpretation: null,
    ...part,
  }) as TrendPoint;
const told = (points: readonly TrendPoint[], locale = ru) => {
  const course = courseOf(points);
  return (
    course && {
      norm: normSentence(course.trend, locale)?.replaceAll('\u00a0', ' '),
      way: waySentence(course.trend, course.unit, locale).replaceAll('\u00a0', ' '),
    }
  );
};

describe('what a course of results says in words (issue 4: the same for the ear as for the eye)', () => {
  const falling = [point('2026-01-10', 118), point('2026-04-10', 109), point('2026-10-10', 104)];

  it('names where it was and is, how it stands to the norm and for how many times', () => {
    expect(told(falling)).toEqual({
      norm: 'Последний результат ниже нормы — 2-й раз подряд.',
      way: 'Снижается: было 118, стало 104 г/л.',
    });
    expect(told(falling, en)?.norm).toContain('2 times in a row');
    expect(told(falling, en)?.way).toContain('It is falling: it was 118, now it is 104');
  });

  it('says the same in whatever order the results come', () => {
    expect(told([...falling].reverse())).toEqual(told(falling));
  });

  it('is silent on a norm that no laboratory gave', () => {
    const without = falling.map((one) => ({ ...one, referenceLow: null, referenceHigh: null }));
    expect(told(without)?.norm).toBeUndefined();
  });

  it('makes no way of one value, of an up and down, or of nothing to tell apart', () => {
    expect(told([point('2026-01-10', 118)])?.way).toBe('Измерен один раз: сравнить не с чем.');
    expect(told([point('2026-01-10', 118), point('2026-02-10', 130), point('2026-03-10', 112)])?.way).toBe(
      'То выше, то ниже.',
    );
    expect(told([point('2026-01-10', 118), point('2026-02-10', 118.5)])?.way).toBe('Почти не меняется.');
  });

  it('is told of one unit alone: figures of different ones are never compared', () => {
    const other = point('2026-11-01', 11, { unit: 'г/дл', referenceLow: null, referenceHigh: null });
    expect(told([...falling, other])?.way).toBe('Измерен один раз: сравнить не с чем.');
  });

  it('has nothing to say of results that are words', () => {
    expect(courseOf([point('2026-01-10', null, { valueText: 'не обнаружено' })])).toBeUndefined();
    expect(courseOf([])).toBeUndefined();
  });

  it('begins at the moment that was measured, where it is known', () => {
    const early = point('2026-01-10', 1, { measuredAt: '2026-01-10T05:00:00Z' });
    const late = point('2026-01-10', 2, { measuredAt: '2026-01-10T15:00:00Z' });
    expect(courseOf([late, early])?.points.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('takes a value on the wrong side for what it is, and calls none dangerous of itself', () => {
    const side = (part: Partial<Trend>) => normSentence(part as Trend, ru);
    const last = { at: 0, value: 1, norm: 'CRITICAL_LOW' } as const;
    expect(side({ last, side: 'low', streak: 1 })).toBe('Последний результат ниже нормы.');
    expect(side({ last: { at: 0, value: 1, norm: 'NORMAL' }, streak: 0 })).toBe(
      'Последний результат в норме.',
    );
  });

  it('calls nothing normal of which the laboratory could not say it', () => {
    const unclear = told([
      point('2026-01-10', 118),
      point('2026-02-10', 125, { interpretation: 'INDETERMINATE' }),
    ]);
    expect(unclear?.norm).toBe('Лаборатория не смогла сказать, норма ли последний результат.');
    expect(unclear?.norm).not.toContain('в норме');
  });
});

describe('the time that is shown', () => {
  const days = ['2025-11-25', '2025-11-26', '2026-05-25', '2026-05-26', '2026-11-26'].map((date) =>
    point(date, 1),
  );
  const today = new Date('2026-11-26T12:00:00Z');
  it.each([
    ['half', ['2026-05-26', '2026-11-26']],
    ['year', ['2025-11-26', '2026-05-25', '2026-05-26', '2026-11-26']],
    ['ever', days.map(({ date }) => date)],
  ] as const)('%s is from the same day so many months ago', (length, dates) => {
    expect(since(days, length, today).map(({ date }) => date)).toEqual(dates);
  });
  it('turns with the day of Moscow, three hours before Greenwich', () => {
    const shown = (at: string) => since(days, 'half', new Date(at)).map(({ date }) => date);
    expect(shown('2026-11-25T20:59:59Z')).toEqual(['2026-05-25', '2026-05-26', '2026-11-26']);
    expect(shown('2026-11-25T21:00:00Z')).toEqual(['2026-05-26', '2026-11-26']);
  });
});

describe('the diagnosis of a line', () => {
  const named = (kind: 'MAIN' | 'CONCOMITANT', code: string | null, wording: string | null) => ({
    kind,
    wording,
    code: code ? { code, display: `слова ${code}` } : null,
  });
  it('is the main one, wherever it stands, in the words of its doctor', () => {
    expect(mainDiagnosis([named('CONCOMITANT', 'E66', null), named('MAIN', 'J06.9', 'ОРВИ')])).toBe(
      'J06.9 ОРВИ',
    );
    expect(mainDiagnosis([named('CONCOMITANT', 'E66', null)])).toBe('E66 слова E66');
    expect(mainDiagnosis([named('MAIN', null, 'Здоров')])).toBe('Здоров');
    expect(mainDiagnosis([named('MAIN', null, null)])).toBe('—');
    expect(mainDiagnosis([])).toBeUndefined();
    expect(mainDiagnosis(null)).toBeUndefined();
  });
});
