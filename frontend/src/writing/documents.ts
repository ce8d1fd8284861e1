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
    correctProtocol(input: $input) { id entry { id } userErrors { field code message currentId } }
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
export const CORRECT_LABS = graphql(`
  mutation CorrectLabReport($input: CorrectLabReportInput!) {
    correctLabReport(input: $input) { id entry { id } userErrors { field code message currentId } }
  }
`);
export const CORRECT_VACCINATION = graphql(`
  mutation CorrectVaccination($input: CorrectVaccinationInput!) {
    correctVaccination(input: $input) { id entry { id } userErrors { field code message currentId } }
  }
`);
export const EXEMPT = graphql(`
  mutation SignVaccinationExemption($input: SignVaccinationExemptionInput!) {
    signVaccinationExemption(input: $input) { id entry { id } userErrors { field code message } }
  }
`);
export const CORRECT_EXEMPTION = graphql(`
  mutation CorrectVaccinationExemption($input: CorrectVaccinationExemptionInput!) {
    correctVaccinationExemption(input: $input) { id entry { id } userErrors { field code message currentId } }
  }
`);
export const REFER = graphql(`
  mutation SignReferral($input: SignReferralInput!) {
    signReferral(input: $input) { id entry { id } userErrors { field code message } }
  }
`);
export const CORRECT_REFERRAL = graphql(`
  mutation CorrectReferral($input: CorrectReferralInput!) {
    correctReferral(input: $input) { id entry { id } userErrors { field code message currentId } }
  }
`);
export const WITHDRAW = graphql(`
  mutation WithdrawEntry($input: WithdrawEntryInput!) {
    withdrawEntry(input: $input) { userErrors { field code message currentId } }
  }
`);
export const REPORT = graphql(`
  mutation ReportMisplacedEntries($input: ReportMisplacedEntriesInput!) {
    reportMisplacedEntries(input: $input) { request { id state } userErrors { field code message } }
  }
`);
export const REPORTED = graphql(`
  query ReportedMisplacedEntries($after: String) {
    reportedMisplacedEntries(first: 20, after: $after) {
      nodes { id state entryCount askedAt movedAt refusal endedAt }
      endCursor hasNextPage
    }
  }
`);
export const WAITING = graphql(`
  query WaitingForRelease($patientId: ID!) {
    record(patientId: $patientId) {
      id
      timeline(first: 50, waitsForRelease: true) { nodes { id section date title } notices { code message } }
      referrals(first: 50, waitsForRelease: true) { nodes { id date title } }
    }
  }
`);
export const RELEASE = graphql(`
  mutation ReleaseEntry($input: ReleaseEntryInput!) {
    releaseEntry(input: $input) { id userErrors { field code message } }
  }
`);
