import type { AnalyteFragment } from '../../gen/graphql';
import { isOutOfNorm } from '../../norm/norm';

type Named = Pick<AnalyteFragment, 'name' | 'code'>;

export const analyteName = ({ name, code }: Named): string => name ?? code?.display ?? code?.code ?? '—';

const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/** Those whose name has every word, what is out of norm first; within that the server's order, the newest first. Pure. */
export function chosen<Analyte extends AnalyteFragment>(
  analytes: readonly Analyte[],
  words: string,
  onlyOut: boolean,
): Analyte[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const has = (analyte: Analyte) => {
    const name = plain([analyte.name, analyte.code?.display, analyte.code?.code].join(' '));
    return wanted.every((word) => name.includes(word));
  };
  const found = analytes.filter((analyte) => has(analyte) && (!onlyOut || isOutOfNorm(analyte)));
  return [...found.filter(isOutOfNorm), ...found.filter((analyte) => !isOutOfNorm(analyte))];
}
