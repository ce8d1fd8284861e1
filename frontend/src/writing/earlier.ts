import { graphql } from '../gen/gql';
import type { EntryToCorrectQuery } from '../gen/graphql';

/** What was signed, as far as a doctor may correct it. */
export const TO_CORRECT = graphql(`
  query EntryToCorrect($id: ID!) {
    node(id: $id) {
      __typename
      ... on ExaminationProtocol {
        id title complaints diseaseHistory lifeHistory socialHistory objectiveStatus conclusion recommendations
        visitKind careForm careConditions place obstetricHistory pregnancyNumber allergiesNote epidemiology severity
        drugs services
        diagnoses { kind certainty wording character firstEver code { code display } }
        vitalSigns { value valueSecond code { code } }
        referrals { name reason priority }
        privateNotes { text }
      }
      ... on LabReport {
        id title date profile orderNumber conclusion specimen { type }
        results { name value valueText unit referenceLow referenceHigh referenceText method code { code } }
      }
      ... on Vaccination {
        id date status vaccineName infections doseLabel doseMl route site series expiresOn manufacturer
        reactionLocal reactionGeneral exemptionKind exemptionFrom exemptionUntil exemptionReason
      }
      ... on Referral { id name reason priority }
    }
  }
`);

export type Earlier = NonNullable<EntryToCorrectQuery['node']>;
export type Signed<Type extends Earlier['__typename']> = Extract<Earlier, { readonly __typename: Type }>;
