// After the build: every script is held to be one, .br and .gz beside each text file, trusted documents beside the bundle, manifest kept out of it.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import { documentId } from './document-id.mjs';

const root = new URL('../', import.meta.url).pathname;
const dist = join(root, 'dist');

mkdirSync(join(root, '.build'), { recursive: true });
renameSync(join(dist, '.vite/manifest.json'), join(root, '.build/manifest.json'));
rmSync(join(dist, '.vite'), { recursive: true });

for (const name of readdirSync(dist, { recursive: true })) {
  if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue;
  const file = join(dist, name);
  const bytes = readFileSync(file);
  // A bundler can put files together so that no browser loads them: better no build than a page that fails.
  const faults = name.endsWith('.js')
    ? parseSync(name, bytes.toString(), { showSemanticErrors: true }).errors
    : [];
  if (faults.length) throw new Error(`${name}: ${faults.map(({ message }) => message).join('; ')}`);
  const options = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, options));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

const documents = Object.entries(
  JSON.parse(readFileSync(join(root, 'src/gen/persisted-documents.json'), 'utf8')),
);
const named = Object.fromEntries(
  documents.map(([hash, text]) => [documentId(hash.replace('sha256:', '')), text]),
);
if (Object.keys(named).length < documents.length) throw new Error('Two documents of one name');
writeFileSync(join(dist, 'trusted-documents.json'), JSON.stringify(named));
