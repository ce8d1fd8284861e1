/** What a form holds at this moment: a text without spaces around it, empty where there is no such field. */
export const textOf = (form: HTMLFormElement, name: string): string =>
  String(new FormData(form).get(name) ?? '').trim();

/** As typed: spaces belong to a password. */
export const secretOf = (form: HTMLFormElement, name: string): string =>
  String(new FormData(form).get(name) ?? '');

/** Undefined in the place of an empty text, for inputs that are left out. */
export const maybe = (text: string): string | undefined => text || undefined;

export const isChecked = (form: HTMLFormElement, name: string): boolean => new FormData(form).has(name);

/**
 * The ISO day of the three boxes of a DateField. Undefined where nothing is filled; `wrong` where it is no day of the
 * calendar.
 */
export function dateOf(form: HTMLFormElement, name: string): string | 'wrong' | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => textOf(form, `${name}.${part}`));
  if (!day && !month && !year) return undefined;
  if (!/^\d{1,2}$/.test(day ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^\d{4}$/.test(year ?? ''))
    return 'wrong';
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const found = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(iso) ? iso : 'wrong';
}

/** The digits of what was typed, as codes and numbers are compared. */
export const digitsOf = (form: HTMLFormElement, name: string): string =>
  textOf(form, name).replace(/\D/g, '');

/** A figure as people type it: «36,6», «1 200». Undefined for nothing, `wrong` for what is no number. Pure. */
export function figureOf(typed: string): number | 'wrong' | undefined {
  const plain = typed
    .trim()
    .replace(/(\d)\s(?=\d{3}(?!\d))/g, '$1')
    .replace(',', '.');
  if (!plain) return undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : 'wrong';
}
