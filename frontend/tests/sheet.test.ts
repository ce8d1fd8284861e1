import { describe, expect, it } from 'vitest';
import type { LabResultInput } from '../src/gen/graphql';
import { figureOf } from '../src/ui/formData';
import { contentOf } from '../src/writing/content';
import { linesOf, resultsOf, withUnshown } from '../src/writing/results';
import { Given } from '../src/writing/sheet';
import { vitalsOf } from '../src/writing/vitals';

describe('figures that are typed', () => {
  it.each([
    ['36,6', 36.6],
    ['36.6', 36.6],
    ['-1.25', -1.25],
    [' 1 200 ', 1200],
    ['0', 0],
    [',5', 0.5],
    ['', undefined],
    ['  ', undefined],
    ['12/8', 'wrong'],
    ['1 2', 'wrong'],
    ['36,6,6', 'wrong'],
    ['много', 'wrong'],
    ['1e3', 'wrong'],
    ['0x10', 'wrong'],
    ['Infinity', 'wrong'],
    [',', 'wrong'],
  ])('«%s» is read as %s', (typed, figure) => {
    expect(figureOf(typed)).toBe(figure);
  });
});

describe('what was measured', () => {
  it('is signed as it was typed, or named where it cannot be read', () => {
    expect(vitalsOf({ 'vitals.0': '36,6', 'vitals.2': '118', 'vitals.7': '76', 'vitals.5': '' })).toEqual({
      signs: [
        { kind: 'TEMPERATURE', value: 36.6, secondValue: null },
        { kind: 'BLOOD_PRESSURE', value: 118, secondValue: 76 },
      ],
      wrong: [],
    });
    const wrong = (typed: Record<string, string>) =>
      vitalsOf(typed).wrong.map(({ place, why }) => [place, why]);
    expect(wrong({ 'vitals.0': '36,6 C', 'vitals.2': '118/76', 'vitals.1': '80' })).toEqual([
      [0, 'wrongVital'],
      [2, 'wrongVital'],
    ]);
    expect(wrong({ 'vitals.7': '76' })).toEqual([[2, 'upperMissing']]);
  });
});

describe('what the boxes hold', () => {
  const given = (fields: Record<string, string>) => {
    const box = document.createElement('form');
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement('input');
      input.name = `content.${name}`;
      input.value = value;
      box.append(input);
    }
    return new Given(box, { day: 'нет дня', number: 'не число' });
  };

  it('is read, and what cannot be read is among the problems, beside its box', () => {
    const boxes = given({
      name: ' ЛОР ',
      note: ' ',
      'on.day': '31',
      'on.month': '2',
      'on.year': '2026',
      ml: 'много',
    });
    expect([boxes.text('name'), boxes.maybe('note'), boxes.day('on'), boxes.number('ml')]).toEqual([
      'ЛОР',
      null,
      null,
      null,
    ]);
    expect(boxes.problems).toEqual([
      { field: 'content.on', text: 'нет дня' },
      { field: 'content.ml', text: 'не число' },
    ]);
  });
});

describe('results of a report', () => {
  const typed: Record<string, string> = {
    'results.0.name': 'Гемоглобин',
    'results.0.value': '104,5',
    'results.0.referenceLow': '110',
    'results.0.code': '718-7',
    'results.2.name': 'Цвет',
    'results.2.value': 'жёлтый',
  };
  const results = resultsOf((name) => typed[name] ?? '');

  it('are numbers or words, and empty lines are none', () => {
    expect(linesOf(typed)).toBe(2);
    expect(results.map((one) => [one.name, one.value, one.valueText, one.referenceLow])).toEqual([
      ['Гемоглобин', 104.5, null, 110],
      ['Цвет', null, 'жёлтый', null],
    ]);
  });

  it('keep what has no box, each of the result of its name, wherever that stands', () => {
    const codes = (lines: [name: string, unit: string][]) =>
      withUnshown(
        lines.map(([name, unit]) => ({ ...(results[0] as LabResultInput), name, unit })),
        {
          'results.0.name': 'Лейкоциты',
          'results.0.unit': '%',
          'results.0.code': '26511-6',
          'results.1.name': 'Лейкоциты',
          'results.1.unit': '10⁹/л',
          'results.1.code': '6690-2',
          'results.2.name': 'Гемоглобин',
          'results.2.unit': 'г/л',
          'results.2.code': '718-7',
        },
      ).map(({ code }) => code);
    expect(
      codes([
        ['Гемоглобин', 'г/дл'],
        ['Лейкоциты', '10⁹/л'],
        ['Лейкоциты', '%'],
      ]),
    ).toEqual(['718-7', '6690-2', '26511-6']);
    expect(
      codes([
        ['Гемоглобин', 'г/л'],
        ['Гемоглобин', 'г/л'],
        ['Гемоглобин гликированный', '%'],
      ]),
    ).toEqual(['718-7', null, null]);
  });
});

describe('a correction of a protocol', () => {
  it('keeps what the page has no boxes for', () => {
    const signed = {
      drugs: ['Феррум Лек'],
      severity: 'лёгкая',
      diagnoses: [{ code: { code: 'D50.9' }, character: 'впервые', firstEver: true }],
      referrals: [{ name: 'Гематолог', reason: 'анемия', priority: 'urgent' }],
    } as unknown as Parameters<typeof contentOf>[1];
    const typed = { title: 'Осмотр', 'diagnoses.0.code': 'D50.9', referrals: 'Гематолог\nЛОР' };
    const content = contentOf(typed, signed);
    expect(content).toMatchObject({
      drugs: ['Феррум Лек'],
      severity: 'лёгкая',
      place: null,
      diagnoses: [{ code: 'D50.9', character: 'впервые', firstEver: true }],
      referrals: [
        { name: 'Гематолог', reason: 'анемия', urgent: true },
        { name: 'ЛОР', reason: null, urgent: false },
      ],
    });
    expect(contentOf(typed)).toMatchObject({ drugs: null, severity: null });
  });
});
