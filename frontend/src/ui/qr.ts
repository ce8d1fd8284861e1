import { generate } from 'lean-qr/nano';

/** Light squares around a code, without which readers do not find it. */
export const QUIET = 4;

export interface Code {
  /** Squares along one side, the light ones around it counted. */
  readonly side: number;
  /** The dark squares, as an SVG path. */
  readonly path: string;
}

/** A QR code of a text: drawn as one path, so that no style or picture is needed. Pure. */
export function qr(text: string): Code {
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return { side: code.size + 2 * QUIET, path };
}
