import { fileURLToPath } from 'node:url';
import prefresh from '@prefresh/vite';
import type { ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { classNames, shortName } from './build/class-names.ts';
import { compiledMessages } from './build/messages.ts';
import { serviceWorker } from './build/service-worker.ts';
import { trustedDocuments } from './build/trusted-documents.ts';

const server = process.env['MEDCARD_SERVER'] ?? 'http://127.0.0.1:8000';
const SERVED = ['/graphql', '/files', '/certificates', '/access-requests', '/share/', '/demo'];
/** The page under development has a port of its own; to the server it is the server's own page, and no other page is. */
const ownPage: ProxyOptions = {
  target: server,
  changeOrigin: true,
  configure: (proxy) =>
    proxy.on('proxyReq', (sent, { headers }) => {
      if (headers.origin === `http://${headers.host}`) sent.setHeader('origin', server);
    }),
};

const CORE =
  /node_modules.(?!lean-qr)|src.(api.(?!live|news)|page|paths|i18n.(ru|format|locale|reasons)|session.(session|idle|useSignOut)|places|record.WhoseRecord|ui.(AccountMenu|Basics|Hidden|Icon|Nav|Page|Shell|States|Field|NotFound|(ui|shell|forms|cells).module))/;
const AREAS: readonly (readonly [name: string, test: RegExp])[] = [
  [
    'forms',
    /src.(session|api.(live|news)|i18n.(denied|help|standing|who)|ui.(PrintButton|useForm|useOnce|useCurrentId|formData|ByPage|SendForm|DateField|Choices|Area|Notice|texts|Confirm|Segments|Steps|More|notice|dialogs|segments|steps))/,
  ],
  ['values', /src.(norm|ui.Facts)/],
  ['written', /src.(sections.(child|healthDiary|written.form|diary.(entry|DiaryBeside|Alerts|context)))/],
  ['measures', /src.(chart|sections.(diary|labs|trend))/],
  ['complaints', /src.i18n.complaints/],
  ['paperWords', /src.i18n.paper/],
  ['paper', /src.(paper|check|takeaway|links|ui.SectionChecks)/],
  ['strangers', /src.(verify|opened)/],
  ['claims', /src.(complaints|sections.(dispute|services))/],
  ['writing', /src.writing/],
  ['hiding', /src.sections.hiding/],
  ['sections', /src.sections/],
  ['record', /src.(record|records|viewers)/],
  ['entrance', /src.(entrance|card)/],
  ['qr', /lean-qr|src.ui.(qr|QrCode)/],
  ['account', /src.(settings|profile|ui.theme)/],
  ['access', /src.(access|family|notifications)/],
  ['desk', /src.desk/],
  ['registry', /src.registry/],
  ['staff', /src.(mfc|staff|doctor|disputes|counter)/],
];

export default defineConfig({
  // Hot reload has no place in tests.
  plugins: [
    classNames(),
    compiledMessages(),
    trustedDocuments(),
    serviceWorker(),
    process.env['VITEST'] ? null : await prefresh(),
  ],
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
  css: { modules: { generateScopedName: shortName } },
  build: {
    target: 'es2022',
    manifest: true,
    // The page's policy allows neither data: addresses nor scripts in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One file compresses better than many: 79 small ones weighed a quarter more than these. An area's pages come together,
    // with its first page; what several areas share comes apart.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: CORE, priority: 2 },
            ...AREAS.map(([name, test]) => ({
              name,
              test,
              priority: 1,
              includeDependenciesRecursively: false,
            })),
          ],
        },
      },
    },
  },
  server: { proxy: Object.fromEntries(SERVED.map((path) => [path, ownPage])) },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.{ts,tsx}'] },
});
