import { moscowDay } from '../i18n/format';

interface Starts {
  readonly startsAt: string;
}
export interface Day<T> {
  /** Of Moscow, as ISO. */
  readonly day: string;
  readonly times: readonly T[];
}

/** Times by the day on which they are, the earliest first. Pure. */
export function byDay<T extends Starts>(times: readonly T[]): Day<T>[] {
  const days = new Map<string, T[]>();
  const inOrder = [...times].sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  for (const time of inOrder) {
    const day = moscowDay(new Date(time.startsAt));
    days.set(day, [...(days.get(day) ?? []), time]);
  }
  return [...days].map(([day, of]) => ({ day, times: of }));
}
