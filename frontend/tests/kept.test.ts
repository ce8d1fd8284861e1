// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { GROUPS, KEYS } from '../src/settings/kept/contentWords';
import { sources } from './sources';

const answer = sources('../../backend/services/accounts/', /^personal_data\.py$/);
const statement = /_KEPT = """[\s\S]*?"""/.exec(answer)?.[0] ?? '';
const lists = /_LISTS = \{[\s\S]*?\n\}/.exec(answer)?.[0] ?? '';

describe('what is kept about an account (152-FZ, article 14)', () => {
  it('has a heading for every part of the answer: a part without one would not be shown', () => {
    // Names at the first level of the answer stand at the beginning of a line or after another list.
    const groups = [...statement.matchAll(/(?:^ {2}|\}, )'(\w+)', (?=\(|\{)/gm)].map(([, name]) => name);
    expect(groups.length).toBeGreaterThan(10);
    expect(Object.keys(GROUPS).sort()).toEqual(groups.sort());
  });

  it('has a word for every field of a row: nobody reads the names of a program', () => {
    const objects = [...statement.matchAll(/'(\w+)', (?:[af]\.|jsonb_build_object|\w\.)/g)].map(
      ([, name]) => name,
    );
    const named = [...lists.matchAll(/AS \\?"?(\w+)/g)].map(([, name]) => name);
    const plain = [...lists.matchAll(/SELECT ([\s\S]*?) ?['"]? ?\n? *['"]?FROM/g)].flatMap(
      ([, columns = '']) =>
        columns
          .replace(/CASE[\s\S]*?END AS \\?"\w+\\?"/g, '')
          .replace(/["'\n]/g, '')
          .split(',')
          .map((column) => column.trim())
          .filter((column) => /^(\w\.)?\w+$/.test(column))
          .map((column) => column.replace(/^\w\./, '')),
    );
    // Of an object within a row the fields stand in the row, by their own names (Content.tsx).
    objects.splice(objects.indexOf('passport'), 1);
    const fields = new Set([...objects, ...named, ...plain].filter((name) => name && !(name in GROUPS)));
    expect(fields.size).toBeGreaterThan(40);
    expect([...fields].filter((name) => name && !(name in KEYS)).sort()).toEqual([]);
    expect(Object.keys(KEYS).filter((name) => !fields.has(name))).toEqual([]);
  });
});
