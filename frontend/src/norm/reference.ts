import type { Translate } from '../i18n/locale';

interface Bounds {
  readonly referenceLow?: number | null;
  readonly referenceHigh?: number | null;
}

/** «110–140», «от 110», «до 5»: as far as the laboratory gave bounds; undefined without any. */
export function referenceText(
  { referenceLow: low, referenceHigh: high }: Bounds,
  t: Translate,
  number: (value: number) => string,
): string | undefined {
  if (low != null && high != null) return `${number(low)}–${number(high)}`;
  if (low != null) return t('lab.from', { low: number(low) });
  return high != null ? t('lab.to', { high: number(high) }) : undefined;
}
