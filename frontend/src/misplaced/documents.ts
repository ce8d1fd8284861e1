import { graphql } from '../gen/gql';

export const ENTRY = graphql(`
  query MisplacedEntry($id: ID!) {
    node(id: $id) { ... on RecordEntry { id section date title } ... on Referral { id date title } }
  }
`);
export const REPORT = graphql(`
  mutation ReportMisplacedEntries($input: ReportMisplacedEntriesInput!) {
    reportMisplacedEntries(input: $input) { request { id state } userErrors { field code message } }
  }
`);
export const REPORTED = graphql(`
  query ReportedMisplacedEntries($after: String) {
    reportedMisplacedEntries(first: 20, after: $after) {
      nodes { id state entryCount askedAt movedAt refusal endedAt }
      endCursor hasNextPage
    }
  }
`);
