// Gzipped: what every address downloads first at most 36 KiB, with one area 69; all scripts that a patient's page may ever
// download 173, in both languages; the desks of staff, which no patient downloads, 62 more; all styles 15.
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
const first = new Set(files([entry]));
const areas = Object.keys(manifest).filter(
  (key) => manifest[key].file.endsWith('.js') && !first.has(`dist/${manifest[key].file}`),
);

const desk = areas
  .filter((key) => ['desk', 'registry', 'staff', 'writing'].includes(manifest[key].name))
  .map((key) => `dist/${manifest[key].file}`);

export default [
  { name: 'entry', path: files([entry]), limit: '36 KiB', gzip: true },
  ...areas.map((key) => ({
    name: `entry + ${manifest[key].name}`,
    path: files([entry, key]),
    limit: '69 KiB',
    gzip: true,
  })),
  {
    name: 'all scripts of patients',
    path: ['dist/assets/*.js', ...desk.map((file) => `!${file}`)],
    limit: '173 KiB',
    gzip: true,
  },
  { name: 'desks of staff', path: desk, limit: '62 KiB', gzip: true },
  { name: 'all styles', path: 'dist/assets/*.css', limit: '15 KiB', gzip: true },
];
