import { compileMessage } from '@lingui/message-utils/compileMessage';
import { type Plugin, runnerImport } from 'vite';

const CATALOGUE = /\/src\/i18n\/(ru|en)\.ts$/;
const TEXTS = /\/src\/.*\/texts\.ts$/;

const IMPORTED = /import \{ texts(?: as (\w+))? \} from '([^']*\/texts)';/g;

/**
 * Compiles the ICU messages of src/i18n/{ru,en}.ts and of each folder's texts.ts while building: the parser stays out of
 * the bundle. A texts.ts exports one object, `texts`, of [Russian, English] pairs; in the bundle each pair is an export of
 * its own, so that no key is written out and no page carries words of another.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'medcard:messages',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id;
      const language = CATALOGUE.exec(file)?.[1];
      if (!language && !TEXTS.test(file)) return null;
      this.addWatchFile(file);
      const name = language ?? 'texts';
      const { module } = await runnerImport<Record<string, Record<string, string | string[]>>>(file);
      const all = Object.entries(module[name] ?? {}).map(([key, text]) => [
        key,
        Array.isArray(text) ? text.map(compiled) : compiled(text),
      ]);
      // Tests look at all the pairs of a page at once.
      if (language || process.env['VITEST'])
        return `export const ${name} = ${JSON.stringify(Object.fromEntries(all))};`;
      const pairs = all.map(([key, pair]) => `const ${key}_ = ${JSON.stringify(pair)};`);
      return `${pairs.join('\n')}\nexport { ${all.map(([key]) => `${key}_ as ${key}`).join(', ')} };`;
    },
    transform(code, id) {
      if (process.env['VITEST'] || !/\/src\/.*\.tsx?(\?|$)/.test(id) || !code.includes('/texts')) return null;
      const spaces = (_: string, name = 'texts', from: string) => `import * as ${name} from '${from}';`;
      return { code: code.replace(IMPORTED, spaces), map: null };
    },
  };
}

/** What has no placeholder stays a string and needs no interpreter. */
function compiled(text: string) {
  const tokens = compileMessage(text);
  return tokens.length === 1 && typeof tokens[0] === 'string' ? tokens[0] : tokens;
}
