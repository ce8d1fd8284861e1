import { defineConfig } from 'vite';

export default defineConfig({
  base: '/graphiql/',
  logLevel: 'error',
  // Workers are modules of this host; the page's policy allows no others.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The editor is large, and its reader is on the same machine.
    chunkSizeWarningLimit: 8000,
  },
});
