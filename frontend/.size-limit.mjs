// Entry + one route, with everything they import: at most 40 KiB gzip each. All scripts: 120. All styles: 15.
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
const routes = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
export default [
  { name: 'entry', path: files([entry]), limit: '40 KiB', gzip: true },
  ...routes.map((key) => ({
    name: `entry + ${key}`,
    path: files([entry, key]),
    limit: '40 KiB',
    gzip: true,
  })),
  { name: 'all scripts', path: 'dist/assets/*.js', limit: '120 KiB', gzip: true },
  { name: 'all styles', path: 'dist/assets/*.css', limit: '15 KiB', gzip: true },
];
