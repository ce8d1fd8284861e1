import { compileMessage } from '@lingui/message-utils/compileMessage';
import { type Plugin, runnerImport } from 'vite';

/** Compiles the ICU messages of src/i18n/{ru,en}.ts while building: the parser stays out of the bundle. */
export function compiledMessages(): Plugin {
  return {
    name: 'medcard:messages',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id;
      const language = /\/src\/i18n\/(ru|en)\.ts$/.exec(file)?.[1];
      if (!language) return null;
      this.addWatchFile(file);
      const { module } = await runnerImport<Record<string, Record<string, string>>>(file);
      const messages = Object.entries(module[language] ?? {}).map(([key, text]) => [
        key,
        compileMessage(text),
      ]);
      return `export const ${language} = ${JSON.stringify(Object.fromEntries(messages))};`;
    },
  };
}
