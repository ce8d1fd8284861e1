/** A figure as it stands in a box: with the comma of Russian. Pure. */
export const typedOf = (figure: number | null | undefined, language: string): string =>
  figure == null ? '' : language === 'ru' ? String(figure).replace('.', ',') : String(figure);

const MOSCOW = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Moscow',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment as a box for day and hour holds it, by the clock of Moscow. Pure. */
export const clockOf = (moment: string): string => MOSCOW.format(new Date(moment)).replace(' ', 'T');

/** The moment of such a box; Moscow has kept one distance from Greenwich since 2014. Pure. */
export const momentOf = (clock: string): string | undefined => (clock ? `${clock}:00+03:00` : undefined);
