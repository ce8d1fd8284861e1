import { graphql } from '../../gen/gql';

graphql(`
  fragment MisplacedFacts on MisplacedEntries {
    id state reason text entryCount clinic mine askedBy askedAt acceptedBy acceptedAt movedBy movedAt refusal
    endText endProposedBy endProposedAt endedAt
    wrongPerson { displayName birthDate sex hasAccount }
    rightPerson { displayName birthDate sex hasAccount }
    evidence { agrees differs birthDateAgrees namesAgree enough }
  }
`);
export const MISPLACED = graphql(`
  query MisplacedEntries($state: MisplacedState, $after: String) {
    misplacedEntries(first: 20, state: $state, after: $after) {
      nodes { ...MisplacedFacts }
      endCursor hasNextPage
    }
  }
`);
export const ACCEPT_MISPLACED = graphql(`
  mutation AcceptMisplacedEntries($input: MisplacedEntriesInput!) {
    acceptMisplacedEntries(input: $input) { misplacedEntries { id } userErrors { field code message } }
  }
`);
export const CONFIRM_MISPLACED = graphql(`
  mutation ConfirmMisplacedEntries($input: MisplacedEntriesInput!) {
    confirmMisplacedEntries(input: $input) { misplacedEntries { id } userErrors { field code message } }
  }
`);
export const REFUSE_MISPLACED = graphql(`
  mutation RefuseMisplacedEntries($input: MisplacedEntriesWithReasonInput!) {
    refuseMisplacedEntries(input: $input) { misplacedEntries { id } userErrors { field code message } }
  }
`);
export const RETURN_MISPLACED = graphql(`
  mutation ReturnMisplacedEntries($input: MisplacedEntriesWithReasonInput!) {
    returnMisplacedEntries(input: $input) { misplacedEntries { id } userErrors { field code message } }
  }
`);
export const CONFIRM_RETURN = graphql(`
  mutation ConfirmMisplacedEntriesReturn($input: MisplacedEntriesInput!) {
    confirmMisplacedEntriesReturn(input: $input) { misplacedEntries { id } userErrors { field code message } }
  }
`);
