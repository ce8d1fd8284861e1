import { graphql } from '../gen/gql';

export const OPEN = graphql(`
  mutation OpenEncounter($input: OpenEncounterInput!) {
    openEncounter(input: $input) { encounter { patientId displayName } userErrors { field code message } }
  }
`);

/** Who was let in just now, for the line that leads to the record. */
export interface Opened {
  readonly patientId: string;
  readonly displayName: string;
}
