import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minifySync, type Plugin, transformWithOxc } from 'vite';

const SOURCE = new URL('../worker/worker.ts', import.meta.url);
const PAGE = '/index.html';
/** What an installed page shows is asked for by the system, once: not by the page. */
const KEPT = /^\/(assets\/.+|index\.html|theme\.js|icon\.svg)$/;

/** Writes /sw.js beside the page: the worker with the names of all built files and a version made of their content. */
export function serviceWorker(): Plugin {
  return {
    name: 'medcard:service-worker',
    apply: 'build',
    async writeBundle({ dir = 'dist' }) {
      const found = await readdir(dir, { recursive: true, withFileTypes: true });
      const files = found
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(dir.length))
        .filter((name) => KEPT.test(name))
        .sort();
      const html = await readFile(join(dir, PAGE), 'utf8');
      const entry = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1];
      if (!entry) throw new Error('The built page has no script');
      const { code } = await transformWithOxc(await readFile(SOURCE, 'utf8'), SOURCE.pathname);
      const sum = createHash('sha256').update(code);
      for (const file of files) sum.update(file).update(await readFile(join(dir, file)));
      const shell = { version: sum.digest('hex').slice(0, 16), page: PAGE, entry, files };
      const whole = `const SHELL = ${JSON.stringify(shell)};\n${code}`;
      await writeFile(join(dir, 'sw.js'), minifySync('sw.js', whole).code);
    },
  };
}
