import { describe, expect, it } from 'vitest';
import { bandsOf, domainOf, type Frame, labelled, namedDays, scaleOf } from '../src/chart/scale';
import { beyondOf, type Point, type Reading, seriesOf } from '../src/chart/series';
import { trendOf } from '../src/chart/trend';

const DAY = 86_400_000;
const reading = (at: string, value: number | null, more: Partial<Reading> = {}): Reading => ({
  at,
  value,
  unit: 'g/L',
  referenceLow: 110,
  referenceHigh: 140,
  ...more,
});
const point = (day: number, value: number, more: Partial<Point> = {}): Point => ({
  at: day * DAY,
  value,
  ...more,
});
const frame: Frame = { width: 400, height: 250, left: 50, right: 30, top: 30, bottom: 40 };
/** A number between 0 and 1, the same in every run. */
function chances(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('readings as lines', () => {
  it('go by time, whatever the order in which they come', () => {
    const [line] = seriesOf([reading('2026-03-01', 3), reading('2026-01-01', 1), reading('2026-02-01', 2)]);
    expect(line?.points.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('never join different units, nor a known unit with an unknown one; the newest unit comes first', () => {
    const lines = seriesOf([
      reading('2026-01-01', 12.1, { unit: 'g/dL' }),
      reading('2026-02-01', 121),
      reading('2026-03-01', 119),
      reading('2026-02-15', 5, { unit: null }),
    ]);
    expect(lines.map(({ unit, points }) => [unit, points.length])).toEqual([
      ['g/L', 2],
      [undefined, 1],
      ['g/dL', 1],
    ]);
  });

  it.each([
    ['<0,1', { value: 0.1, beyond: '<' }],
    ['< 0.1', { value: 0.1, beyond: '<' }],
    ['≤ 5', { value: 5, beyond: '<' }],
    ['>=90', { value: 90, beyond: '>' }],
    ['не обнаружено', undefined],
    ['1:80', undefined],
    ['<', undefined],
    ['5', undefined],
    [null, undefined],
  ])('%j is %j', (text, known) => {
    expect(beyondOf(text)).toEqual(known);
  });

  it('leave texts to the table, and keep what lies beyond a bound as such', () => {
    const lines = seriesOf([
      reading('2026-01-01', null, { valueText: 'не обнаружено' }),
      reading('2026-02-01', null, { valueText: '<0,1' }),
      reading('2026-03-01', null),
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.points).toEqual([
      { at: Date.parse('2026-02-01'), value: 0.1, beyond: '<', low: 110, high: 140 },
    ]);
    expect(seriesOf([])).toEqual([]);
  });
});

describe('the range of a drawing', () => {
  it('shows the near bound of a norm, not the far one that would leave the top empty', () => {
    const points = [118, 121, 116, 112, 109, 104].map((value, day) =>
      point(day, value, { low: 110, high: 140 }),
    );
    expect(domainOf(points)).toEqual([104, 121]);
  });

  it('shows the whole norm around one value in its middle', () => {
    expect(domainOf([point(0, 125, { low: 110, high: 140 })])).toEqual([110, 140]);
  });

  it('shows how far a value is from its norm', () => {
    expect(domainOf([point(0, 500, { low: 0, high: 5 })])).toEqual([5, 500]);
  });

  it.each([[[7]], [[7, 7, 7]], [[0]], [[-3, -3]]])(
    'has room around equal values %j without a norm',
    (values) => {
      const [low, high] = domainOf(values.map((value, day) => point(day, value)));
      expect(low).toBeLessThan(values[0] ?? 0);
      expect(high).toBeGreaterThan(values[0] ?? 0);
    },
  );

  it('holds every point inside the frame, in the order of time and of value, for any points', () => {
    const chance = chances(7);
    for (let round = 0; round < 200; round++) {
      const points = Array.from({ length: 1 + Math.floor(chance() * 12) }, () =>
        point(Math.floor(chance() * 2000), (chance() - 0.3) * 10 ** Math.floor(chance() * 6), {
          ...(chance() < 0.5 ? { low: chance() * 100 } : {}),
          ...(chance() < 0.5 ? { high: 100 + chance() * 100 } : {}),
        }),
      ).sort((a, b) => a.at - b.at);
      const scale = scaleOf(points, frame);
      for (const [index, { at, value }] of points.entries()) {
        const [x, y] = [scale.x(at), scale.y(value)];
        expect(x).toBeGreaterThanOrEqual(frame.left - 1e-6);
        expect(x).toBeLessThanOrEqual(frame.width - frame.right + 1e-6);
        expect(y).toBeGreaterThanOrEqual(frame.top - 1e-6);
        expect(y).toBeLessThanOrEqual(frame.height - frame.bottom + 1e-6);
        const before = points[index - 1];
        if (before) expect(scale.x(before.at)).toBeLessThanOrEqual(x);
        if (before && before.value < value) expect(scale.y(before.value)).toBeGreaterThanOrEqual(y);
      }
      for (const { width, top, bottom } of bandsOf(points, scale, frame)) {
        expect(width).toBeGreaterThanOrEqual(0);
        expect(bottom).toBeGreaterThanOrEqual(top);
      }
      const shown = labelled(points, scale, () => false);
      expect(points.some((each) => each.at === points.at(-1)?.at && shown.has(each))).toBe(true);
      const days = namedDays(points, scale, 80);
      expect(days[0]).toBe(points.at(-1)?.at);
      for (const [index, day] of days.entries())
        for (const other of days.slice(index + 1))
          expect(Math.abs(scale.x(day) - scale.x(other))).toBeGreaterThanOrEqual(80);
    }
  });

  it('keeps distances in time, not in number', () => {
    const points = [point(0, 1), point(10, 2), point(100, 3)];
    const { x } = scaleOf(points, frame);
    expect((x(10 * DAY) - x(0)) / (x(100 * DAY) - x(0))).toBeCloseTo(0.1);
  });

  it('puts one moment alone in the middle', () => {
    expect(scaleOf([point(5, 1)], frame).x(5 * DAY)).toBe(frame.left + 160);
  });
});

describe('norms behind the line', () => {
  it('change where the norm changes with age, half-way between the values, and are one where it does not', () => {
    const points = [
      point(0, 100, { low: 90, high: 130 }),
      point(10, 104, { low: 90, high: 130 }),
      point(20, 108, { low: 110, high: 140 }),
    ];
    const scale = scaleOf(points, frame);
    const bands = bandsOf(points, scale, frame);
    expect(bands.map(({ low, high }) => [low, high])).toEqual([
      [90, 130],
      [110, 140],
    ]);
    expect(bands[1]?.x).toBeCloseTo(scale.x(15 * DAY));
  });

  it('are missing where the laboratory gave none, and open where it gave one bound', () => {
    const points = [point(0, 1), point(10, 2, { high: 3 }), point(20, 2.5)];
    const bands = bandsOf(points, scaleOf(points, frame), frame);
    expect(bands).toHaveLength(1);
    expect(bands[0]?.low).toBeUndefined();
    expect(bands[0]?.high).toBe(3);
  });
});

describe('what a line tells', () => {
  const low = (day: number, value: number) => point(day, value, { low: 110, high: 140, norm: 'LOW' });
  const good = (day: number, value: number) => point(day, value, { low: 110, high: 140, norm: 'NORMAL' });

  it('is the falling haemoglobin: since when, how often in a row, how far below, for how many values', () => {
    const trend = trendOf([good(0, 118), good(1, 121), good(2, 116), good(3, 112), low(4, 109), low(5, 104)]);
    expect(trend).toMatchObject({ way: 'falling', steps: 4, side: 'low', streak: 2, off: 6 });
    expect(trend.from?.value).toBe(121);
  });

  it.each<[string, number[], string]>([
    ['one value', [5], 'alone'],
    ['none', [], 'alone'],
    ['equal values', [5, 5, 5], 'steady'],
    ['values that hardly differ', [100, 101, 99.5], 'steady'],
    ['two values', [100, 90], 'falling'],
    ['a rise', [1, 2, 3], 'rising'],
    ['up and down', [100, 120, 90, 110], 'mixed'],
    ['a last pair of equal values', [100, 140, 140], 'mixed'],
  ])('%s', (_name, values, way) => {
    expect(trendOf(values.map((value, day) => point(day, value))).way).toBe(way);
  });

  it('counts no value beyond a bound for the way, and gives no distance for it', () => {
    const trend = trendOf([point(0, 3), point(1, 2), point(2, 0.1, { beyond: '<', low: 1, norm: 'LOW' })]);
    expect(trend).toMatchObject({ way: 'falling', side: 'low', streak: 1, off: undefined });
    expect(trend.from?.value).toBe(3);
  });

  it('has a side by the word of the laboratory even without bounds, and none in the norm', () => {
    expect(trendOf([point(0, 3, { norm: 'CRITICAL_HIGH' })])).toMatchObject({
      side: 'high',
      streak: 1,
      off: undefined,
    });
    expect(trendOf([low(0, 100), good(1, 120)])).toMatchObject({
      side: undefined,
      streak: 0,
      off: undefined,
    });
    expect(trendOf([low(0, 100), low(1, 101)]).streak).toBe(2);
  });
});
