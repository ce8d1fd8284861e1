import type { LabResultInput } from '../gen/graphql';
import { figureOf } from './sheet';

/** Of one report. */
export const MOST_RESULTS = 50;

const numberOf = (text: string) => {
  const number = figureOf(text);
  return typeof number === 'number' ? number : null;
};

/**
 * The results among what was typed, in their order; a line without a name and a value is none. `number` reads a bound of a
 * norm, and may note that it is none.
 */
export function resultsOf(
  text: (name: string) => string,
  number: (name: string) => number | null = (name) => numberOf(text(name)),
): LabResultInput[] {
  return Array.from({ length: MOST_RESULTS }, (_, place) => `results.${place}`)
    .filter((at) => text(`${at}.name`) || text(`${at}.value`))
    .map((at) => {
      const value = figureOf(text(`${at}.value`));
      const isNumber = typeof value === 'number';
      return {
        name: text(`${at}.name`),
        value: isNumber ? value : null,
        valueText: isNumber ? null : text(`${at}.value`) || null,
        unit: text(`${at}.unit`) || null,
        referenceLow: number(`${at}.referenceLow`),
        referenceHigh: number(`${at}.referenceHigh`),
        referenceText: text(`${at}.referenceText`) || null,
        method: text(`${at}.method`) || null,
        code: text(`${at}.code`) || null,
      };
    });
}

/** How many lines the boxes need for what was typed. */
export const linesOf = (typed: Readonly<Record<string, string>>): number =>
  resultsOf((name) => typed[name] ?? '').length;
