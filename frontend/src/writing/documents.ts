import { graphql } from '../gen/gql';

export const FIND = graphql(`
  query DiagnosisCodes($search: String!) {
    diagnosisCodes(search: $search, first: 8) { code title parentTitle mayBeMain }
  }
`);
export const DRAFTS = graphql(`
  query ProtocolDrafts($patientId: ID!) {
    protocolDrafts(patientId: $patientId) { id corrects savedAt fields { name text revision } }
  }
`);
export const EARLIER = graphql(`
  query ProtocolToCorrect($id: ID!) {
    node(id: $id) {
      __typename
      ... on ExaminationProtocol {
        id title complaints diseaseHistory lifeHistory socialHistory objectiveStatus conclusion recommendations
        diagnoses { kind certainty wording code { code display } }
        vitalSigns { value valueSecond code { code } }
        referrals { name }
        privateNotes { text }
      }
    }
  }
`);
export const SAVE = graphql(`
  mutation SaveProtocolDraft($input: SaveProtocolDraftInput!) {
    saveProtocolDraft(input: $input) {
      draft { id savedAt fields { name text revision } }
      userErrors { field code message }
    }
  }
`);
export const PREVIEW = graphql(`
  mutation PreviewProtocol($input: PreviewProtocolInput!) {
    previewProtocol(input: $input) {
      readers { restricted readers { standing sees } }
      userErrors { field code message }
    }
  }
`);
export const SIGN = graphql(`
  mutation SignProtocol($input: SignProtocolInput!) {
    signProtocol(input: $input) { id entry { id } userErrors { field code message } }
  }
`);
export const CORRECT = graphql(`
  mutation CorrectProtocol($input: CorrectProtocolInput!) {
    correctProtocol(input: $input) { id entry { id } userErrors { field code message } }
  }
`);
export const LABS = graphql(`
  mutation SignLabReport($input: SignLabReportInput!) {
    signLabReport(input: $input) { id entry { id } userErrors { field code message } }
  }
`);
export const VACCINATE = graphql(`
  mutation SignVaccination($input: SignVaccinationInput!) {
    signVaccination(input: $input) { id entry { id } userErrors { field code message } }
  }
`);
export const WAITING = graphql(`
  query WaitingForRelease($patientId: ID!) {
    record(patientId: $patientId) {
      id
      timeline(first: 50, waitsForRelease: true) { nodes { id section date title } notices { code message } }
    }
  }
`);
export const RELEASE = graphql(`
  mutation ReleaseEntry($input: ReleaseEntryInput!) {
    releaseEntry(input: $input) { id userErrors { field code message } }
  }
`);
