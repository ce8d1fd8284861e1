import { describe, expect, it } from 'vitest';
import { glue, lived, moscowDay } from '../src/i18n/format';
import type { MessageKey } from '../src/i18n/locale';
import { localeOf } from './locale';

const ru = localeOf('ru');
const en = localeOf('en');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('Russian plurals', () => {
  it.each<[MessageKey, number, string]>([
    ['age.years', 1, '1 год'],
    ['age.years', 2, '2 года'],
    ['age.years', 5, '5 лет'],
    ['age.years', 11, '11 лет'],
    ['age.years', 21, '21 год'],
    ['age.months', 1, '1 месяц'],
    ['age.months', 2, '2 месяца'],
    ['age.months', 5, '5 месяцев'],
    ['age.months', 21, '21 месяц'],
    ['record.entries', 1, '1 запись'],
    ['record.entries', 2, '2 записи'],
    ['record.entries', 5, '5 записей'],
    ['record.entries', 12, '12 записей'],
    ['record.entries', 21, '21 запись'],
    ['lab.count', 1, '1 показатель'],
    ['lab.count', 2, '2 показателя'],
    ['lab.count', 5, '5 показателей'],
    ['lab.count', 21, '21 показатель'],
  ])('%s of %i is «%s»', (key, n, text) => {
    expect(ru.t(key, { n })).toBe(text);
  });

  it('agree in English', () => {
    expect(en.t('record.entries', { n: 1 })).toBe('1 entry');
    expect(en.t('record.entries', { n: 2 })).toBe('2 entries');
    expect(en.t('age.years', { n: 21 })).toBe('21 years');
  });
});

describe('ages', () => {
  it.each([
    ['2022-06-25', '2026-11-25', { years: 4, months: 5 }],
    ['2011-11-25', '2026-11-24', { years: 14, months: 11 }],
    ['2011-11-25', '2026-11-25', { years: 15, months: 0 }],
    ['2008-02-29', '2026-02-28', { years: 17, months: 11 }],
    ['2008-02-29', '2026-03-01', { years: 18, months: 0 }],
  ])('of a person born on %s, on %s: %j', (born, day, life) => {
    expect(lived(born, day)).toMatchObject(life);
  });

  it.each([
    ['2022-06-25', '4 года 5 месяцев'],
    ['2022-11-25', '4 года'],
    ['2015-08-25', '11 лет'],
    ['2026-09-25', '2 месяца'],
    ['2026-11-20', '5 дней'],
  ])('born on %s reads «%s»', (born, text) => {
    expect(plain(ru.age(born, new Date('2026-11-25T09:00:00Z')))).toBe(text);
  });

  it('change at midnight in Moscow, whatever the zone of the browser', () => {
    expect(moscowDay(new Date('2026-11-24T20:59:59Z'))).toBe('2026-11-24');
    expect(moscowDay(new Date('2026-11-24T21:00:00Z'))).toBe('2026-11-25');
  });
});

describe('dates and figures', () => {
  it('are written as people write them', () => {
    expect(plain(ru.date('2026-11-18'))).toBe('18 ноября 2026');
    expect(plain(en.date('2026-11-18'))).toBe('18 November 2026');
    expect(plain(ru.dateTime('2026-11-18T21:30:00Z'))).toBe('19 ноября 2026, 00:30');
    expect(ru.number(10.25)).toBe('10,25');
    expect(plain(ru.money(2914.6, 'RUB'))).toBe('2 914,60 ₽');
  });

  it('do not break between a sign and its number', () => {
    expect(glue('ДГП № 517')).toBe('ДГП №\u00a0517');
    expect(glue('по 5 мл')).toBe('по 5\u00a0мл');
  });
});
