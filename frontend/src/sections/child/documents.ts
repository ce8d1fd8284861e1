import { graphql } from '../../gen/gql';
import type { ChildEntryFormQuery } from '../../gen/graphql';

export const ENTRY = graphql(`
  query ChildEntryForm($id: ID!) {
    node(id: $id) {
      __typename
      ... on ChildDataEntry {
        id kind substance name reaction severity occurredOn dose periodFrom periodUntil note
      }
    }
  }
`);
export const ADD = graphql(`
  mutation AddChildData($input: AddChildDataInput!) {
    addChildData(input: $input) { entry { id } userErrors { field code message } }
  }
`);
export const CHANGE = graphql(`
  mutation ChangeChildData($input: ChangeChildDataInput!) {
    changeChildData(input: $input) { entry { id } userErrors { field code message currentId } }
  }
`);
export const REMOVE = graphql(`
  mutation RemoveChildData($input: RemoveChildDataInput!) {
    removeChildData(input: $input) { removedId userErrors { field code message } }
  }
`);
export const VERIFY = graphql(`
  mutation VerifyChildData($input: VerifyChildDataInput!) {
    verifyChildData(input: $input) { entry { id } userErrors { field code message currentId } }
  }
`);

export type TypedEntry = Extract<
  NonNullable<ChildEntryFormQuery['node']>,
  { readonly __typename: 'ChildDataEntry' }
>;
