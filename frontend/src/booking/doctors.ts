interface Time {
  readonly specialty: string;
  readonly doctor?: string | null | undefined;
}

/** What names whom a time is with. */
export const keyOf = ({ specialty, doctor }: Time): string => `${specialty}\n${doctor ?? ''}`;

/** Whom the times are with, each once, by specialty and name. Pure. */
export function doctorsOf<T extends Time>(times: readonly T[]): T[] {
  const each = new Map(times.map((time) => [keyOf(time), time]));
  return [...each.values()].sort((one, other) => keyOf(one).localeCompare(keyOf(other), 'ru'));
}
