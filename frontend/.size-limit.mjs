// What one address downloads, gzipped: entry + page (+ section on the two section pages) at most 40 KiB each. What opens
// inside a page when asked for, a step or a form: at most 4 more. All scripts: 120. All styles: 15.
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('.build/manifest.json', 'utf8'));
const closure = (key, seen = new Set()) => {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
};
const files = (keys) =>
  [...new Set(keys.flatMap((key) => [...closure(key)]))].map((key) => `dist/${manifest[key].file}`);

const entry = 'index.html';
const sectionPages = ['src/sections/SectionPage.tsx', 'src/sections/EntryPage.tsx'];
const dynamic = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
const isSection = (key) => /^src\/sections\/[^/]+$/.test(key) && !sectionPages.includes(key);
const entrance = 'src/entrance/door/Entrance.tsx';
const pages = [entry, entrance].flatMap((key) => manifest[key].dynamicImports ?? []);
const parts = dynamic.filter((key) => key.startsWith('src/') && !pages.includes(key) && !isSection(key));
const downloads = [
  [entry],
  ...pages.filter((key) => !sectionPages.includes(key)).map((key) => [entry, key]),
  ...dynamic.filter(isSection).flatMap((key) => sectionPages.map((page) => [entry, page, key])),
];

export default [
  ...downloads.map((keys) => ({
    name: keys.map((key) => key.replace(/^.*\//, '')).join(' + '),
    path: files(keys),
    limit: '40 KiB',
    gzip: true,
  })),
  ...parts.map((key) => ({
    name: `${key.replace(/^.*\//, '')} alone`,
    path: [`dist/${manifest[key].file}`],
    limit: '4 KiB',
    gzip: true,
  })),
  { name: 'all scripts', path: 'dist/assets/*.js', limit: '120 KiB', gzip: true },
  { name: 'all styles', path: 'dist/assets/*.css', limit: '15 KiB', gzip: true },
];
