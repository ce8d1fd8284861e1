import { fileURLToPath } from 'node:url';
import prefresh from '@prefresh/vite';
import { defineConfig } from 'vitest/config';
import { compiledMessages } from './build/messages.ts';
import { trustedDocuments } from './build/trusted-documents.ts';

const server = process.env['MEDCARD_SERVER'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  // Hot reload has no place in tests.
  plugins: [compiledMessages(), trustedDocuments(), process.env['VITEST'] ? null : await prefresh()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    dedupe: ['preact'],
    alias: [
      {
        find: /^@0no-co\/graphql\.web$/,
        replacement: fileURLToPath(new URL('build/graphql-syntax.mjs', import.meta.url)),
      },
    ],
  },
  build: {
    target: 'es2022',
    manifest: true,
    // The page's policy allows neither data: addresses nor scripts in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/graphql': server, '/demo': server } },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.{ts,tsx}'] },
});
