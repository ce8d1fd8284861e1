import { describe, expect, it } from 'vitest';
import { allergiesOf, linesOf, operationsOf } from '../src/doctor/firstVisit/lines';
import { left } from '../src/visit/left';

describe('the form of the first visit', () => {
  it('takes a fact a line, and no empty ones', () => {
    expect(linesOf('  Астма \n\n Диабет\n')).toEqual(['Астма', 'Диабет']);
  });

  it('takes what a substance does after the first colon', () => {
    expect(allergiesOf('Пенициллин: сыпь: вся спина\nОрехи')).toEqual([
      { substance: 'Пенициллин', reaction: 'сыпь: вся спина' },
      { substance: 'Орехи', reaction: null },
    ]);
  });

  it.each([
    ['Аппендэктомия, 2019', 'Аппендэктомия', 2019],
    ['Аппендэктомия 2019 г.', 'Аппендэктомия', 2019],
    ['Аппендэктомия', 'Аппендэктомия', null],
    ['2019', '2019', null],
    ['Операция 12345', 'Операция 12345', null],
  ])('takes a year at the end alone: %s', (line, name, year) => {
    expect(operationsOf(line)).toEqual([{ name, year }]);
  });
});

describe('what is left of a code', () => {
  const at = Date.parse('2026-11-26T10:00:00Z');
  it.each([
    ['2026-11-26T10:10:00Z', '10:00'],
    ['2026-11-26T10:00:09Z', '0:09'],
    ['2026-11-26T10:00:00Z', undefined],
    ['2026-11-26T09:59:00Z', undefined],
  ])('until %s: %s', (until, told) => {
    expect(left(until, at)).toBe(told);
  });
});
