import { graphql } from '../../../gen/gql';
import type { DiaryEntryFormQuery } from '../../../gen/graphql';

export const RULES = graphql(`
  query DiaryRules { diaryMeasures { ...DiaryRule } }
`);
export const ENTRY = graphql(`
  query DiaryEntryForm($id: ID!) {
    diaryMeasures { ...DiaryRule }
    node(id: $id) {
      __typename
      ... on HealthDiaryEntry {
        id measure value valueSecond pulse minutes intensity context measuredAt origin note
      }
    }
  }
`);
graphql(`
  fragment DiaryRule on DiaryMeasureRules {
    measure name contexts
    quantities { field name unit alsoUnits whole required }
  }
`);
export const ADD = graphql(`
  mutation AddDiaryEntry($input: AddDiaryEntryInput!) {
    addDiaryEntry(input: $input) {
      entry { ...DiarySaved }
      userErrors { field code message }
    }
  }
`);
export const CHANGE = graphql(`
  mutation ChangeDiaryEntry($input: ChangeDiaryEntryInput!) {
    changeDiaryEntry(input: $input) {
      entry { id }
      userErrors { field code message currentId }
    }
  }
`);
graphql(`
  fragment DiarySaved on HealthDiaryEntry { id title value valueSecond unit alerts { code message } }
`);

export type TypedEntry = Extract<
  NonNullable<DiaryEntryFormQuery['node']>,
  { readonly __typename: 'HealthDiaryEntry' }
>;
