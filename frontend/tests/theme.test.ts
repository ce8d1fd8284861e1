// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const tokens = read('src/ui/tokens.css');

/** The declarations of a rule, in their order. */
function declarations(selector: string): string[] {
  const start = tokens.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThan(-1);
  const body = tokens.slice(tokens.indexOf('{', start) + 1, tokens.indexOf('}', start));
  return body
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
}

describe('the dark theme', () => {
  const device = declarations(':root:not([data-theme="light"])');

  it('is the same where the device is dark and where it was chosen', () => {
    expect(device.length).toBeGreaterThan(10);
    expect(declarations(':root[data-theme="dark"]')).toEqual(device);
  });

  it('gives every colour of the light one, and no other', () => {
    const names = (all: string[]) =>
      all
        .map((one) => one.split(':')[0])
        .filter((name) => name !== '--radius')
        .sort();
    expect(names(device)).toEqual(names(declarations(':root')));
  });

  it('of the browser’s own bar has the colours of the page’s head', () => {
    const bars = [...read('index.html').matchAll(/theme-color".*content="(#\w+)"/g)].map(
      ([, colour]) => colour,
    );
    const script = read('public/theme.js');
    expect(bars).toHaveLength(2);
    for (const bar of bars) expect(script).toContain(`'${bar}'`);
  });
});
