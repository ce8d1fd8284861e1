/** Minutes and seconds until then, as a clock shows them; undefined once it is over. Pure. */
export function left(expiresAt: string, now: number): string | undefined {
  const seconds = Math.ceil((Date.parse(expiresAt) - now) / 1000);
  if (!(seconds > 0)) return undefined;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
