// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DENIED, deniedBecause } from '../src/i18n/denied/denied';
import { en } from '../src/i18n/en';
import { HIDDEN, hiddenBecause } from '../src/i18n/reasons';
import { ru } from '../src/i18n/ru';
import { localeOf } from './locale';

const backend = new URL('../../backend/', import.meta.url).pathname;
const sources = (folder: string): string =>
  readdirSync(join(backend, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(join(backend, folder, name), 'utf8'))
    .join('\n');

/** Names of the placeholders in a compiled message. */
function placeholders(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part) => (Array.isArray(part) ? [String(part[0])] : [])).sort();
}

describe('texts', () => {
  it('are there in both languages and take the same values', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(ru).sort());
    for (const key of Object.keys(ru) as (keyof typeof ru)[])
      expect(placeholders(en[key]), key).toEqual(placeholders(ru[key]));
  });

  it('never stand in the other language', () => {
    for (const [key, text] of Object.entries(en))
      if (key !== 'nav.language') expect(JSON.stringify(text), key).not.toMatch(/[а-яё]/i);
  });
});

describe('texts of the pages', () => {
  const pages = import.meta.glob<Record<string, Record<string, [unknown, unknown]>>>('../src/**/texts.ts', {
    eager: true,
  });

  it.each(Object.entries(pages))('%s has both languages, which take the same values', (_file, { texts }) => {
    for (const [key, [russian, english]] of Object.entries(texts ?? {})) {
      expect(placeholders(english), key).toEqual(placeholders(russian));
      expect(JSON.stringify(english), key).not.toMatch(/[а-яё]/i);
    }
  });

  it.each(Object.keys(pages))('%s has no text that no page shows', (file) => {
    const folder = new URL(`${file.slice(0, -'texts.ts'.length)}`, import.meta.url).pathname;
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('texts.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const unused = Object.keys(pages[file]?.['texts'] ?? {}).filter(
      (key) => !new RegExp(`\\b${key}\\b`).test(code),
    );
    expect(unused).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has no text that no page shows', () => {
    const src = new URL('../src/', import.meta.url).pathname;
    const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('gen/') && !/i18n\/(ru|en)\.ts$/.test(name))
      .map((name) => readFileSync(join(src, name), 'utf8'))
      .join('\n');
    const unused = Object.keys(ru).filter(
      (key) =>
        !code.includes(`'${key}'`) && !code.includes(`\`${key.split('.')[0]}.\${`) && !/^hidden\./.test(key),
    );
    expect(unused).toEqual([]);
  });
});

describe('reasons of a hidden field (policy.md: what a client sees)', () => {
  const sent = new Set([...sources('schema').matchAll(/reason="([A-Z_]+)"/g)].map(([, code]) => code));

  it('all have a sentence of their own: the backend can send no other', () => {
    expect(sent.size).toBeGreaterThan(0);
    expect([...sent].sort()).toEqual([...HIDDEN].sort());
  });

  it.each([...HIDDEN, 'A_CODE_OF_TOMORROW'])('%s says why and what to do, in both languages', (code) => {
    for (const language of ['ru', 'en'] as const) {
      const { why, next } = hiddenBecause(code, localeOf(language).t);
      expect(why).toMatch(/\.$/);
      expect(next).toMatch(/\.$/);
      expect(why).not.toContain('hidden.');
    }
  });
});

describe('reasons of a closed record', () => {
  it('all have a sentence of their own: the function of the standings can give no other', () => {
    const sql = readdirSync(join(backend, 'models/migrations/sql'))
      .map((name) => readFileSync(join(backend, 'models/migrations/sql', name), 'utf8'))
      .flatMap((text) => text.split(/(?=CREATE (?:OR REPLACE )?FUNCTION)/))
      .filter((text) => /^CREATE (OR REPLACE )?FUNCTION refusal_reason\b/.test(text));
    const given = new Set(
      sql.flatMap((text) => [...text.matchAll(/(?:THEN|ELSE) '([A-Z_]+)'/g)].map(([, code]) => code)),
    );
    expect(given.size).toBeGreaterThan(0);
    expect([...given].sort()).toEqual(Object.keys(DENIED).sort());
  });

  it.each(Object.keys(DENIED))('%s says why and what to do, in both languages', (code) => {
    for (const language of ['ru', 'en'] as const) {
      const because = deniedBecause(code, localeOf(language).say);
      expect(because?.why).toMatch(/\.$/);
      expect(because?.next).toMatch(/\.$/);
    }
  });

  it('say nothing where the server gave none: a stranger learns nothing', () => {
    expect(deniedBecause(undefined, localeOf('ru').say)).toBeUndefined();
    expect(deniedBecause('SOMETHING', localeOf('ru').say)).toBeUndefined();
  });
});
