// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = new URL('../src/', import.meta.url).pathname;
const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
const used = new Map<string, Set<string>>();
for (const name of files.filter((one) => one.endsWith('.tsx'))) {
  const code = readFileSync(join(src, name), 'utf8');
  for (const [, alias, path] of code.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)) {
    const sheet = resolve(dirname(join(src, name)), path ?? '');
    const classes = used.get(sheet) ?? new Set();
    for (const [, className] of code.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, 'g')))
      if (className && className !== 'module') classes.add(className);
    used.set(sheet, classes);
  }
}

describe('style sheets', () => {
  it.each(files.filter((one) => one.endsWith('.module.css')))(
    '%s has the classes that are used, and no other',
    (name) => {
      const rules = readFileSync(join(src, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      const selectors = [...rules.matchAll(/([^{}]+)\{/g)].map(([, selector]) => selector).join(' ');
      const defined = new Set([...selectors.matchAll(/\.([a-zA-Z]\w*)/g)].map(([, className]) => className));
      const wanted = used.get(join(src, name)) ?? new Set();
      expect(
        [...wanted].filter((one) => !defined.has(one)),
        'used, not defined',
      ).toEqual([]);
      // Names are a sheet's own: a class of another sheet in a rule would match nothing.
      expect(
        [...defined].filter((one) => !wanted.has(one as string)),
        'defined, not used',
      ).toEqual([]);
    },
  );

  it.each(files.filter((one) => one.endsWith('.css')))(
    '%s counts widths in letters, as large as the reader has them',
    (name) => {
      expect(readFileSync(join(src, name), 'utf8')).not.toMatch(/@media[^{]*\d(px|rem)/);
    },
  );
});
