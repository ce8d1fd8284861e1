// After the build: .br and .gz beside each text file, trusted documents beside the bundle, manifest kept out of it.
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = new URL('../', import.meta.url).pathname;
const dist = join(root, 'dist');

mkdirSync(join(root, '.build'), { recursive: true });
renameSync(join(dist, '.vite/manifest.json'), join(root, '.build/manifest.json'));
rmSync(join(dist, '.vite'), { recursive: true });

for (const name of readdirSync(dist, { recursive: true })) {
  if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue;
  const file = join(dist, name);
  const bytes = readFileSync(file);
  const options = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, options));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

cpSync(join(root, 'src/gen/persisted-documents.json'), join(dist, 'trusted-documents.json'));
