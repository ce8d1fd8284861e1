// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DENIED, deniedBecause } from '../src/i18n/denied/denied';
import { en } from '../src/i18n/en';
import { helpFor } from '../src/i18n/help/help';
import { HIDDEN, hiddenBecause } from '../src/i18n/reasons';
import { ru } from '../src/i18n/ru';
import { paths } from '../src/paths';
import { localeOf } from './locale';
import { schema } from './schema';
import { sources } from './sources';

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
      (key) => !new RegExp(`\\.${key}\\b|'${key}'`).test(code),
    );
    expect(unused).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has no text that no page shows', () => {
    const code = sources('../src/', /\.tsx?$/, /^gen\/|^i18n\/(ru|en)\.ts$/);
    const unused = Object.keys(ru).filter(
      (key) =>
        !code.includes(`'${key}'`) && !code.includes(`\`${key.split('.')[0]}.\${`) && !/^hidden\./.test(key),
    );
    expect(unused).toEqual([]);
  });
});

describe('reasons of a hidden field (policy.md: what a client sees)', () => {
  const sent = new Set(
    [...sources('../../backend/schema/', /\.py$/).matchAll(/reason="([A-Z_]+)"/g)].map(([, code]) => code),
  );

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
    const sql = sources('../../backend/models/migrations/sql/', /\.sql$/)
      .split(/(?=CREATE (?:OR REPLACE )?FUNCTION)/)
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

describe('the page where a refusal can be put right', () => {
  it.each([
    ['ACCOUNT_LEVEL_TOO_LOW', paths.profile()],
    ['ACCESS_NOT_OPEN', paths.accessNew()],
    ['POLICY_INVALID', paths.access()],
    ['WARD_NOT_VERIFIED', paths.family()],
  ])('of %s is %s', (code, path) => {
    expect(helpFor(code)?.href).toBe(path);
  });

  it('is none where nothing can be done, or nothing is told', () => {
    for (const code of ['UNDER_AGE', 'WARD_IS_ADULT', 'SOMETHING', '', undefined])
      expect(helpFor(code), code).toBeUndefined();
  });

  it('is known by codes that the service has', () => {
    const type = schema.getType('UserErrorCode');
    const codes = new Set([
      ...(isEnumType(type) ? type.getValues().map(({ name }) => name) : []),
      ...Object.keys(DENIED),
    ]);
    const helped = [...sources('../src/i18n/help/', /help\.ts$/).matchAll(/^ {2}([A-Z_]+):/gm)].map(
      ([, code]) => code,
    );
    expect(helped.length).toBeGreaterThan(5);
    expect(helped.filter((code) => !codes.has(String(code)))).toEqual([]);
  });
});
