import { expect, test } from 'vitest';
import { movedRegion } from '../src/record/movedRegion';

const of = (clinic: string | null, ...policies: [string, string | null][]) =>
  movedRegion({
    attachedClinic: { region: clinic },
    policies: policies.map(([state, region]) => ({ state, region })),
  });

test('PAP-09: a policy of another region than the clinic is warned of', () => {
  expect(of('77', ['VALID', '50'])).toBe(true);
});

test('the same region, an ended policy and what is not known warn of nothing', () => {
  expect(of('77', ['VALID', '77'])).toBe(false);
  expect(of('77', ['VALID', '50'], ['VALID', '77'])).toBe(false);
  expect(of('77', ['INVALID', '50'])).toBe(false);
  expect(of('77', ['VALID', null])).toBe(false);
  expect(of(null, ['VALID', '50'])).toBe(false);
  expect(of('77')).toBe(false);
  expect(movedRegion({})).toBe(false);
});
