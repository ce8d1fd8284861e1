import { graphql } from '../gen/gql';
import type { EntryToWithdrawQuery } from '../gen/graphql';

/** What is named of an entry that does not belong here: it is taken out, or goes to the right patient. */
export const TO_WITHDRAW = graphql(`
  query EntryToWithdraw($id: ID!) {
    node(id: $id) { ... on RecordEntry { id section date title } ... on Referral { id date title } }
  }
`);

export type Entry = Extract<NonNullable<EntryToWithdrawQuery['node']>, { readonly date: string }>;
export const isEntry = (node: EntryToWithdrawQuery['node']): node is Entry => node != null && 'date' in node;
