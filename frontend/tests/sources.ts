import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of all files under a folder, from the tests' own one: what a test of the words in them reads. */
export const sources = (folder: string, ending = /\.tsx?$/, without = /^gen\//): string => {
  const root = new URL(folder, import.meta.url).pathname;
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !without.test(name))
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
};
