import { graphql } from '../../gen/gql';

export const PROPOSE = graphql(`
  mutation ProposeCourtAct($input: ProposeCourtActInput!) {
    proposeCourtAct(input: $input) { courtAct { id } userErrors { field code message } }
  }
`);
export const ADOPT = graphql(`
  mutation ProposeAdoption($input: ProposeAdoptionInput!) {
    proposeAdoption(input: $input) { courtAct { id } userErrors { field code message } }
  }
`);
export const DEATH = graphql(`
  mutation RecordDeath($input: RecordDeathInput!) {
    recordDeath(input: $input) { person { displayName } userErrors { field code message } }
  }
`);
export const EMANCIPATION = graphql(`
  mutation RecordEmancipation($input: RecordEmancipationInput!) {
    recordEmancipation(input: $input) { person { displayName } userErrors { field code message } }
  }
`);
export const CORRECT = graphql(`
  mutation ProposeDeathCorrection($input: ProposeDeathCorrectionInput!) {
    proposeDeathCorrection(input: $input) { deathRecord { id } userErrors { field code message } }
  }
`);
export const CONFIRM = graphql(`
  mutation ConfirmCourtAct($input: CourtActInput!) {
    confirmCourtAct(input: $input) { courtAct { id } userErrors { field code message } }
  }
`);
export const REFUSE = graphql(`
  mutation RefuseCourtAct($input: CourtActWithReasonInput!) {
    refuseCourtAct(input: $input) { courtAct { id } userErrors { field code message } }
  }
`);
export const END = graphql(`
  mutation EndCourtAct($input: CourtActWithReasonInput!) {
    endCourtAct(input: $input) { courtAct { id } userErrors { field code message } }
  }
`);
export const CONFIRM_END = graphql(`
  mutation ConfirmCourtActEnd($input: CourtActInput!) {
    confirmCourtActEnd(input: $input) { courtAct { id } userErrors { field code message } }
  }
`);
export const CONFIRM_CORRECTION = graphql(`
  mutation ConfirmDeathCorrection($input: DeathCorrectionInput!) {
    confirmDeathCorrection(input: $input) { deathRecord { id } userErrors { field code message } }
  }
`);
export const REFUSE_CORRECTION = graphql(`
  mutation RefuseDeathCorrection($input: DeathCorrectionWithReasonInput!) {
    refuseDeathCorrection(input: $input) { deathRecord { id } userErrors { field code message } }
  }
`);
