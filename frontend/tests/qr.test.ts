import { describe, expect, it } from 'vitest';
import { QUIET, qr } from '../src/ui/qr';

/** Whether a square is dark, counted from the code's own corner. */
function darkness(path: string) {
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  return (x: number, y: number) => dark.has(`${x + QUIET} ${y + QUIET}`);
}

describe('the QR code of an authenticator’s key', () => {
  const { side, path } = qr(
    'otpauth://totp/Medcard:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Medcard',
  );
  const dark = darkness(path);
  const size = side - 2 * QUIET;

  it('has a size that the standard knows, and light squares around it', () => {
    expect((size - 17) % 4).toBe(0);
    for (let at = -QUIET; at < size + QUIET; at++)
      for (const off of [-1, -QUIET, size, size + QUIET - 1]) {
        expect(dark(at, off)).toBe(false);
        expect(dark(off, at)).toBe(false);
      }
  });

  it('has the marks by which readers find it in three corners', () => {
    for (const [left, top] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const)
      for (let y = 0; y < 7; y++)
        for (let x = 0; x < 7; x++) {
          const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
          expect(dark(left + x, top + y)).toBe(ring !== 2);
        }
  });

  it('changes with the key', () => {
    expect(qr('otpauth://totp/a?secret=AAAA').path).not.toBe(qr('otpauth://totp/a?secret=AAAB').path);
  });
});
