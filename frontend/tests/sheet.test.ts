import { describe, expect, it } from 'vitest';
import { contentOf } from '../src/writing/content';
import { linesOf, resultsOf } from '../src/writing/results';
import { figureOf, Given } from '../src/writing/sheet';

describe('figures that are typed', () => {
  it.each([
    ['', undefined],
    ['4,5', 4.5],
    ['-1.25', -1.25],
    ['много', 'wrong'],
    ['1 2', 'wrong'],
  ])('%s is %s', (text, figure) => {
    expect(figureOf(text)).toBe(figure);
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
  it('are numbers or words, and empty lines are none', () => {
    const typed: Record<string, string> = {
      'results.0.name': 'Гемоглобин',
      'results.0.value': '104,5',
      'results.0.referenceLow': '110',
      'results.0.code': '718-7',
      'results.2.name': 'Цвет',
      'results.2.value': 'жёлтый',
    };
    expect(linesOf(typed)).toBe(2);
    expect(
      resultsOf((name) => typed[name] ?? '').map(({ name, value, valueText, referenceLow, code }) => [
        name,
        value,
        valueText,
        referenceLow,
        code,
      ]),
    ).toEqual([
      ['Гемоглобин', 104.5, null, 110, '718-7'],
      ['Цвет', null, 'жёлтый', null, null],
    ]);
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
