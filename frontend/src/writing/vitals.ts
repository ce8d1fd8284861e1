import type { VitalSignInput } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { figureOf } from '../ui/formData';
import type { Typed } from './content';
import { LOWER, VITALS } from './words';

/** A box whose text cannot be signed: no number, or a lower pressure without the upper one. */
interface Wrong {
  readonly place: number;
  readonly label: Both;
  readonly why: 'wrongVital' | 'upperMissing';
}

/** What was measured, in the order of the boxes; an empty box was not, and one that cannot be read is wrong. Pure. */
export function vitalsOf(typed: Typed): { readonly signs: VitalSignInput[]; readonly wrong: Wrong[] } {
  const signs: VitalSignInput[] = [];
  const wrong: Wrong[] = [];
  const read = (place: number, label: Both) => {
    const figure = figureOf(typed[`vitals.${place}`] ?? '');
    if (figure === 'wrong') wrong.push({ place, label, why: 'wrongVital' });
    return figure;
  };
  for (const [place, one] of VITALS.entries()) {
    const value = read(place, one.label);
    const second = 'second' in one ? read(LOWER, one.second) : undefined;
    if (value === undefined && second !== undefined)
      wrong.push({ place, label: one.label, why: 'upperMissing' });
    if (typeof value === 'number')
      signs.push({ kind: one.kind, value, secondValue: typeof second === 'number' ? second : null });
  }
  return { signs, wrong };
}
