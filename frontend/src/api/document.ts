import type { PersistedDocument, TypedDocumentNode } from '@urql/core';
import type { TypedDocumentString } from '../gen/graphql';

/** A generated document: its result and variables as types, its hash as value. */
export type Trusted<Data, Variables> = TypedDocumentString<Data, Variables>;

/** What urql sends for a document that the server knows: `documentId` and no text. */
export function trusted<Data, Variables extends Record<string, unknown>>(
  document: Trusted<Data, Variables>,
): TypedDocumentNode<Data, Variables> {
  const documentId: unknown = document.__meta__?.['hash'];
  if (typeof documentId !== 'string') throw new Error('A document without a hash');
  const persisted: PersistedDocument = { kind: 'Document' as never, definitions: [], documentId };
  return persisted as TypedDocumentNode<Data, Variables>;
}
