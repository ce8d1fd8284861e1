import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { Answer } from './Answer';
import { Case } from './Case';
import { Correct } from './Correct';

const ONE = graphql(`
  query ClinicComplaint($id: ID!) {
    clinicComplaint(id: $id) { ...DeskFacts toCorrect correctable { ...Correctable } diagnosisCorrectable }
  }
`);

/** One complaint about the clinic's entry: the clinic answers, and corrects what it has to. */
export default function ClinicCase() {
  return (
    <Case
      desk="DOCTOR"
      document={ONE}
      of={({ clinicComplaint }) => clinicComplaint}
      back={deskPaths.clinic()}
    >
      {({ id, state, toCorrect, correctable, diagnosisCorrectable }, again) => (
        <>
          {state === 'CLINIC_REQUESTED' && <Answer id={id} again={again} />}
          {toCorrect && (
            <Correct id={id} fields={correctable} diagnosed={diagnosisCorrectable} again={again} />
          )}
        </>
      )}
    </Case>
  );
}
