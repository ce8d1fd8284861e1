import prefresh from '@prefresh/vite';
import { defineConfig } from 'vitest/config';
import { compiledMessages } from './build/messages';
import { trustedDocuments } from './build/trusted-documents';

const server = process.env['MEDCARD_SERVER'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [compiledMessages(), trustedDocuments(), prefresh()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
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
