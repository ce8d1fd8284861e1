const LENGTH = 6;

/** Six random digits: nobody's birthday. Those that the service calls too simple are drawn anew. */
export function randomPasscode(): string {
  for (;;) {
    const drawn = [...crypto.getRandomValues(new Uint32Array(LENGTH))].map((one) => one % 10).join('');
    if (new Set(drawn).size > 2 && !isRun(drawn)) return drawn;
  }
}

const isRun = (digits: string) =>
  ['01234567890123456789', '98765432109876543210'].some((run) => run.includes(digits));

/** Whether the service would take it, as far as the page can tell. */
export const isPasscode = (text: string): boolean => /^[0-9]{6,12}$/.test(text);
