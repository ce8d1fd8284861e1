import type { LabResultInput } from '../gen/graphql';
import { figureOf } from '../ui/formData';
import type { Typed } from './content';

/** Of one report. */
export const MOST_RESULTS = 50;

const numberOf = (text: string) => {
  const number = figureOf(text);
  return typeof number === 'number' ? number : null;
};
const textIn = (typed: Typed) => (name: string) => typed[name] ?? '';

/** Where the results stand among what was typed, in their order; a line without a name and a value is none. */
const placesOf = (text: (name: string) => string): string[] =>
  Array.from({ length: MOST_RESULTS }, (_, place) => `results.${place}`).filter(
    (at) => text(`${at}.name`) || text(`${at}.value`),
  );

/** The results among what was typed. `number` reads a bound of a norm, and may note that it is none. */
export function resultsOf(
  text: (name: string) => string,
  number: (name: string) => number | null = (name) => numberOf(text(name)),
): LabResultInput[] {
  return placesOf(text).map((at) => {
    const value = figureOf(text(`${at}.value`));
    const isNumber = typeof value === 'number';
    return {
      name: text(`${at}.name`),
      value: isNumber ? value : null,
      valueText: isNumber ? null : text(`${at}.value`) || null,
      unit: text(`${at}.unit`) || null,
      referenceLow: number(`${at}.referenceLow`),
      referenceHigh: number(`${at}.referenceHigh`),
      referenceText: null,
      method: null,
      code: null,
    };
  });
}

/**
 * The same with what has no box, as the version that is corrected (`signed`) says of the result of that name: one in the
 * same unit before another. A code says what was measured, so each goes to one result at most, and to none of another name.
 */
export function withUnshown(results: readonly LabResultInput[], signed: Typed): LabResultInput[] {
  const text = textIn(signed);
  const free = placesOf(text);
  const found = new Map<LabResultInput, string>();
  const match = (same: (one: LabResultInput, at: string) => boolean) => {
    for (const one of results) {
      const place = free.findIndex((at) => text(`${at}.name`) === one.name && same(one, at));
      if (place >= 0 && !found.has(one)) found.set(one, free.splice(place, 1)[0] ?? '');
    }
  };
  match((one, at) => text(`${at}.unit`) === (one.unit ?? ''));
  match(() => true);
  return results.map((one) => {
    const at = found.get(one);
    if (!at) return one;
    const part = (name: string) => text(`${at}.${name}`) || null;
    return { ...one, referenceText: part('referenceText'), method: part('method'), code: part('code') };
  });
}

/** How many lines the boxes need for what was typed. */
export const linesOf = (typed: Typed): number => placesOf(textIn(typed)).length;
