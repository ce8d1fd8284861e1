import type { Plugin } from 'vite';

const CALL = /\bgraphql\(\s*(?:\/\*\s*GraphQL\s*\*\/\s*)?`([^`]*)`,?\s*\)/g;
const NAME = /\b(query|mutation|fragment)\s+(\w+)/;

/**
 * Turns every `graphql(\`…\`)` call into an import of its generated document, so that the bundle carries
 * hashes and no query text, and each route only its own ones. Fragments vanish: they live in the documents.
 */
export function trustedDocuments(): Plugin {
  return {
    name: 'medcard:trusted-documents',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || id.includes('/src/gen/') || !code.includes('graphql(')) return null;
      const names = new Set<string>();
      const body = code
        .replace(CALL, (_call, text: string) => {
          const [, kind, name] = NAME.exec(text) ?? [];
          if (!name) throw new Error(`A GraphQL document without a name in ${id}`);
          if (kind === 'fragment') return 'undefined';
          names.add(`${name}Document`);
          return `${name}Document`;
        })
        .replace(/import \{ graphql \} from '([^']*)\/gen\/gql';?/, (_line, up: string) =>
          names.size ? `import { ${[...names].join(', ')} } from '${up}/gen/graphql';` : '',
        );
      return { code: body, map: null };
    },
  };
}
