import { graphql } from '../../gen/gql';

graphql(`
  fragment MergeFacts on RecordMerge {
    id state reason text mine proposedBy proposedAt confirmedBy confirmedAt endText endProposedBy endProposedAt endedAt
    survivor { displayName birthDate sex hasAccount }
    duplicate { displayName birthDate sex hasAccount }
    evidence { agrees differs birthDateAgrees namesAgree enough }
  }
`);
export const MERGES = graphql(`
  query RecordMerges($state: FourEyesState, $after: String) {
    recordMerges(first: 20, state: $state, after: $after) {
      nodes { ...MergeFacts }
      endCursor hasNextPage
    }
  }
`);
export const FIND = graphql(`
  mutation FindRecordDuplicates($input: FindRecordDuplicatesInput!) {
    findRecordDuplicates(input: $input) {
      person { displayName birthDate sex hasAccount }
      candidates {
        id
        person { displayName birthDate sex hasAccount }
        evidence { agrees differs birthDateAgrees namesAgree enough }
      }
      userErrors { field code message }
    }
  }
`);
export const PROPOSE = graphql(`
  mutation ProposeRecordMerge($input: ProposeRecordMergeInput!) {
    proposeRecordMerge(input: $input) { recordMerge { id } userErrors { field code message } }
  }
`);
export const CONFIRM = graphql(`
  mutation ConfirmRecordMerge($input: RecordMergeInput!) {
    confirmRecordMerge(input: $input) { recordMerge { id } userErrors { field code message } }
  }
`);
export const REFUSE = graphql(`
  mutation RefuseRecordMerge($input: RecordMergeWithReasonInput!) {
    refuseRecordMerge(input: $input) { recordMerge { id } userErrors { field code message } }
  }
`);
export const UNDO = graphql(`
  mutation UndoRecordMerge($input: RecordMergeWithReasonInput!) {
    undoRecordMerge(input: $input) { recordMerge { id } userErrors { field code message } }
  }
`);
export const CONFIRM_UNDO = graphql(`
  mutation ConfirmRecordMergeUndo($input: RecordMergeInput!) {
    confirmRecordMergeUndo(input: $input) { recordMerge { id } userErrors { field code message } }
  }
`);
