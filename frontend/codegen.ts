import type { CodegenConfig } from '@graphql-codegen/cli';

/** Schema printed by the server -> typed documents, each known to the server by its hash. */
const config: CodegenConfig = {
  schema: process.env['MEDCARD_SCHEMA'] ?? '../schema.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gen/**'],
  generates: {
    'src/gen/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' },
      },
      config: {
        // 'documentNode' leaves the manifest empty, so documents are strings; api/document.ts adapts them.
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        immutableTypes: true,
        scalars: { Date: 'string', DateTime: 'string', Time: 'string', JSON: 'unknown', Cursor: 'string' },
      },
    },
  },
};

export default config;
