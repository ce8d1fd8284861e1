import { graphql } from '../gen/gql';
import type { RequestAllFragment } from '../gen/graphql';

graphql(`
  fragment RequestAll on AccessRequest {
    id number purpose state stateTitle
    record { own displayName patientId }
    grantee { me displayName }
    granteeOptions { id me displayName }
    changes { grantee { displayName } maskedPolicyNumber child { familyName givenName patronymic certificate } }
    maskedPolicyNumber policyNumberWarnings maskedPhone phoneConfirmedAt
    photo { url uploadedAt grey deleteAfter }
    steps { step done }
    nextStep { message }
    savedAt submittedAt dueAt overdue
    timeline { at event state message }
    checks { kind status nextTryAt message }
    decision { at message text }
    wouldSee { standing until hiddenSections hiddenClasses hiddenFields { type name reason } }
    appealedAt canSubmit canWithdraw canAppeal canRetry
  }
`);

export type Request = RequestAllFragment;

export const REQUEST = graphql(`
  query AccessRequest($id: ID!) {
    accessService { consent { version text } photo { contentTypes mostBytes leastSide } }
    viewer {
      account { level }
      profile { passport { maskedNumber } }
      accessRequest(id: $id) { ...RequestAll }
    }
  }
`);
export const CHANGED = graphql(`
  subscription AccessRequestChanged($id: ID!) { accessRequestChanged(id: $id) { ...RequestAll } }
`);
export const CREATE = graphql(`
  mutation CreateAccessRequest($input: CreateAccessRequestInput!) {
    createAccessRequest(input: $input) {
      accessRequest { ...RequestAll }
      openPatientId
      userErrors { field code message }
    }
  }
`);
export const SAVE = graphql(`
  mutation SaveAccessRequest($input: SaveAccessRequestInput!) {
    saveAccessRequest(input: $input) { accessRequest { ...RequestAll } userErrors { field code message } }
  }
`);
export const SUBMIT = graphql(`
  mutation SubmitAccessRequest($input: SubmitAccessRequestInput!) {
    submitAccessRequest(input: $input) { accessRequest { ...RequestAll } userErrors { field code message } }
  }
`);

/** What a step of a draft is given: the draft, and how to show what the server answered. */
export interface StepProps {
  readonly request: Request;
  /** Shows the request as it has become; `on` leads to the next step. */
  readonly become: (request: Request, on?: boolean) => void;
  /** Reads it anew: another page may have saved meanwhile. */
  readonly reload: () => void;
}
