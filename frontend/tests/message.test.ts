// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { filler, type Message } from '../src/i18n/message';
import { ru } from '../src/i18n/ru';

const FORMS = ['few', 'many', 'one', 'other'];
const days: Message = [
  ['n', 'plural', { one: ['#', ' день'], few: ['#', ' дня'], many: ['#', ' дней'], other: ['#', ' дня'] }],
  ' у ',
  ['who'],
];

/** The plurals of a compiled message, those inside others too. */
function plurals(message: unknown): Record<string, unknown>[] {
  if (!Array.isArray(message)) return [];
  const forms = message[1] === 'plural' ? (message[2] as Record<string, unknown>) : undefined;
  return [...(forms ? [forms, ...Object.values(forms).flatMap(plurals)] : []), ...message.flatMap(plurals)];
}

describe('messages', () => {
  const fill = filler('ru');
  it.each([
    [1, '1 день у Анны'],
    [2, '2 дня у Анны'],
    [5, '5 дней у Анны'],
    [21, '21 день у Анны'],
    [1.5, '1,5 дня у Анны'],
    [12_345, '12\u00a0345 дней у Анны'],
  ])('count %d as Russian does', (n, text) => expect(fill(days, { n, who: 'Анны' })).toBe(text));

  it('take values from other messages as they are', () => {
    expect(fill([['who'], ': #'], { who: '#<b>' })).toBe('#<b>: #');
  });
});

describe('every Russian plural of the page', () => {
  const pages = import.meta.glob<Record<string, Record<string, [unknown, unknown]>>>('../src/**/texts.ts', {
    eager: true,
  });
  const all = [
    ...Object.entries(ru as Record<string, unknown>),
    ...Object.entries(pages).flatMap(([file, { texts }]) =>
      Object.entries(texts ?? {}).map(([key, [text]]): [string, unknown] => [`${file} ${key}`, text]),
    ),
  ].flatMap(([key, text]) => plurals(text).map((forms): [string, Record<string, unknown>] => [key, forms]));

  it('is looked at', () => expect(all.length).toBeGreaterThan(10));

  it.each(all)('%s has a form for each of 1, 2, 5, 21 and 1,5', (_key, forms) => {
    // A number may have words of its own («Ничего не найдено»), beside the forms of the language.
    const ofLanguage = Object.keys(forms).filter((form) => !/^\d+$/.test(form));
    expect(ofLanguage.sort()).toEqual(FORMS);
  });
});
