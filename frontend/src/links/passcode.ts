const LENGTH = 6;
const RUNS = ['01234567890123456789', '98765432109876543210'];

/** Whether a code is guessed at once: one or two digits over and over, or digits in their order. As the service has it. Pure. */
export const isSimple = (digits: string): boolean =>
  new Set(digits).size < 3 || RUNS.some((run) => run.includes(digits));

/** Six random digits: nobody's birthday. Simple ones are drawn anew. */
export function randomPasscode(): string {
  for (;;) {
    const drawn = [...crypto.getRandomValues(new Uint32Array(LENGTH))].map((one) => one % 10).join('');
    if (!isSimple(drawn)) return drawn;
  }
}

/** Whether a text is a code at all. Pure. */
export const isPasscode = (text: string): boolean => /^[0-9]{6,12}$/.test(text);
