import { graphql } from '../gen/gql';

export const REQUEST = graphql(`
  mutation RequestExport($input: RequestExportInput!) {
    requestExport(input: $input) { recordExport { id } userErrors { field code message } }
  }
`);
