import { moscowDay } from '../i18n/format';

/** Whole Moscow days from now to the last day of a term that ends at midnight: 0 on that day, less than 0 after it. Pure. */
export function daysLeft(dueAt: string, now: Date): number {
  const last = moscowDay(new Date(Date.parse(dueAt) - 1));
  return (Date.parse(last) - Date.parse(moscowDay(now))) / 86_400_000;
}
