import { unitName } from '../../norm/units';
import type { Fact } from '../../ui/Facts';

/** A figure with the unit that stands beside it in the same object. */
export const measured = (ru: string, en: string): Fact<number> => ({
  label: [ru, en],
  show: (value, { number, say }, whole) =>
    `${number(value)}\u00a0${say(unitName(whole['unit'] as string | null))}`,
});

export const unit: Fact<string> = {
  label: ['Единица', 'Unit'],
  show: (code, { say }) => say(unitName(code)),
};

/** A sum in the currency of the same object. */
export const money = (ru: string, en: string): Fact<number> => ({
  label: [ru, en],
  show: (value, locale, whole) => locale.money(value, String(whole['currency'])),
});
