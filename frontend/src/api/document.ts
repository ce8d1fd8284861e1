import { type Exchange, mapExchange, type PersistedDocument, type TypedDocumentNode } from '@urql/core';
import type { TypedDocumentString } from '../gen/graphql';

/** A generated document: its result and variables as types, its hash as value. */
export type Trusted<Data, Variables> = TypedDocumentString<Data, Variables>;

/**
 * What urql takes for a document that the server knows: its hash, no text, and, since urql looks for it while
 * developing, the kind of its operation.
 */
export function trusted<Data, Variables extends Record<string, unknown>>(
  document: Trusted<Data, Variables>,
  operation: 'query' | 'mutation' | 'subscription',
): TypedDocumentNode<Data, Variables> & { readonly documentId: string } {
  const documentId: unknown = document.__meta__?.['hash'];
  if (typeof documentId !== 'string') throw new Error('A document without a hash');
  const persisted = {
    kind: 'Document',
    definitions: [{ kind: 'OperationDefinition', operation }],
    loc: { source: { body: documentId } },
    documentId,
  };
  return persisted as unknown as TypedDocumentNode<Data, Variables> & { readonly documentId: string };
}

/** Sends `documentId` and nothing else: urql sends a text for what has definitions. */
export const hashOnly: Exchange = mapExchange({
  onOperation: (operation) => ({
    ...operation,
    query: { ...operation.query, definitions: [] } as PersistedDocument,
  }),
});
