import { graphql } from '../gen/gql';
import type { ClaimAllFragment } from '../gen/graphql';
import { texts } from './texts';

graphql(`
  fragment ClaimAll on FamilyClaim {
    id number relationship familyName givenName patronymic birthDate sex
    document { kind number issuedOn }
    enp route state
    nextStep { code message }
    originals { kind name }
    nextTryAt
    refusal { message text }
    patientId createdAt verifiedAt
  }
`);

export type Claim = ClaimAllFragment;

export const FAMILY = graphql(`
  query Family {
    viewer {
      family { patientId displayName birthDate kind state }
      familyClaims { ...ClaimAll }
    }
  }
`);
export const ADD = graphql(`
  mutation AddFamilyMember($input: AddFamilyMemberInput!) {
    addFamilyMember(input: $input) { claim { id } userErrors { field code message } }
  }
`);
export const CHANGE = graphql(`
  mutation ChangeFamilyMember($input: ChangeFamilyMemberInput!) {
    changeFamilyMember(input: $input) { claim { id } userErrors { field code message } }
  }
`);

export const nameOf = ({ familyName, givenName, patronymic }: Claim): string =>
  [familyName, givenName, patronymic].filter(Boolean).join(' ');

export const STATES = {
  CHECKING: texts.checking,
  UNAVAILABLE: texts.unavailable,
  GO_TO_MFC: texts.goToMfc,
  VERIFIED: texts.verified,
  REFUSED: texts.refused,
  WITHDRAWN: texts.withdrawn,
  ENDED: texts.ended,
};
