import type { Language, Translate } from './locale';

export interface Format {
  /** A calendar day, `2026-11-18`. */
  readonly date: (day: string) => string;
  /** A moment, in Moscow: the zone in which all rules count. */
  readonly dateTime: (moment: string) => string;
  readonly time: (moment: string) => string;
  /** The Moscow day of a moment. */
  readonly dayOf: (moment: string) => string;
  readonly number: (value: number) => string;
  readonly money: (value: number, currency: string) => string;
  /** Age: whole years, or months under one year, or days under one month. */
  readonly years: (birthDate: string, on?: Date) => string;
  /** Age with the months beside the years under 5. */
  readonly age: (birthDate: string, on?: Date) => string;
}

const ZONE = 'Europe/Moscow';
const NBSP = '\u00a0';

/** Years, months and days lived from one day to another, both ISO days. */
export function lived(birthDate: string, day: string): { years: number; months: number; days: number } {
  const [by = 0, bm = 0, bd = 0] = birthDate.split('-').map(Number);
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
  const all = (y - by) * 12 + (m - bm) - (d < bd ? 1 : 0);
  const days = (Date.UTC(y, m - 1, d) - Date.UTC(by, bm - 1, bd)) / 86_400_000;
  return { years: Math.floor(all / 12), months: all % 12, days };
}

/** Today in Moscow as an ISO day. */
export const moscowDay = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(at);

/** No line break between a number sign or a number and what belongs to it. */
export const glue = (text: string): string =>
  text.replace(/(№|§) /g, `$1${NBSP}`).replace(/(\d) (?=[а-яёa-z%°]{1,6}(?![а-яёa-z]))/gi, `$1${NBSP}`);

export function formatFor(language: Language, t: Translate): Format {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const days = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: ZONE });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  // Parts, since the Russian pattern adds «г.» to the year.
  const date = (day: string) =>
    days
      .formatToParts(new Date(`${day.slice(0, 10)}T00:00:00Z`))
      .filter((part) => part.type !== 'literal')
      .map((part) => part.value)
      .join(NBSP);
  const dayOf = (moment: string) => date(moscowDay(new Date(moment)));
  const time = (moment: string) => clock.format(new Date(moment));
  const years = (birthDate: string, on = new Date()) => {
    const life = lived(birthDate, moscowDay(on));
    if (life.years > 0) return glue(t('age.years', { n: life.years }));
    return glue(life.months > 0 ? t('age.months', { n: life.months }) : t('age.days', { n: life.days }));
  };
  return {
    date,
    dateTime: (moment) => `${dayOf(moment)}, ${time(moment)}`,
    time,
    dayOf,
    number: (value) => decimal.format(value),
    money: (value, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value),
    years,
    age(birthDate, on = new Date()) {
      const life = lived(birthDate, moscowDay(on));
      const months = life.years > 0 && life.years < 5 && life.months > 0;
      return months ? `${years(birthDate, on)} ${t('age.months', { n: life.months })}` : years(birthDate, on);
    },
  };
}
