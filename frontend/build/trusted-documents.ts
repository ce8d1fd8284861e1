import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { documentId } from './document-id.mjs';

const CALL = /\bgraphql\(\s*(?:\/\*\s*GraphQL\s*\*\/\s*)?`([^`]*)`,?\s*\)/g;
const NAME = /\b(query|mutation|subscription|fragment)\s+(\w+)/;
const GENERATED = /export const (\w+)Document = \{"__meta__":\{"hash":"sha256:([0-9a-f]{64})"\}\}/g;

/**
 * Turns every `graphql(\`…\`)` call into its generated document, which is a name: the bundle carries no query text,
 * and each route only its own names. Fragments vanish: they live in the documents.
 */
export function trustedDocuments(): Plugin {
  return {
    name: 'medcard:trusted-documents',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || id.includes('/src/gen/') || !code.includes('graphql(')) return null;
      const generated = await readFile(new URL('../src/gen/graphql.ts', import.meta.url), 'utf8');
      const documents = new Map(
        [...generated.matchAll(GENERATED)].map(([, name, hash = '']) => [
          name,
          `{ __meta__: { hash: '${documentId(hash)}' } }`,
        ]),
      );
      const body = code
        .replace(CALL, (_call, text: string) => {
          const [, kind, name] = NAME.exec(text) ?? [];
          if (!name) throw new Error(`A GraphQL document without a name in ${id}`);
          if (kind === 'fragment') return 'undefined';
          const document = documents.get(name);
          if (!document) throw new Error(`${name} in ${id} has no generated document`);
          return document;
        })
        .replace(/import \{ graphql \} from '[^']*\/gen\/gql';?/, '');
      return { code: body, map: null };
    },
  };
}
