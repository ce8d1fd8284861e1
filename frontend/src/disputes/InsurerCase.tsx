import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Ask, Decide, GoOn } from './Acts';
import { Case } from './Case';
import { texts } from './texts';

const ONE = graphql(`
  query InsurerComplaint($id: ID!) {
    insurerComplaint(id: $id) { ...DeskFacts policyNumber mayGoOn }
  }
`);

/** One complaint of somebody insured here: the insurer asks the clinic, and decides. */
export default function InsurerCase() {
  const { say } = useLocale();
  return (
    <Case
      desk="INSURER"
      document={ONE}
      of={({ insurerComplaint }) => insurerComplaint}
      back={deskPaths.insurer()}
    >
      {({ id, state, mayGoOn, upheld, correction }, again) => (
        <>
          {state === 'RECEIVED' && <Ask id={id} again={again} />}
          {state === 'CLINIC_REQUESTED' && <GoOn id={id} may={mayGoOn} again={again} />}
          {state === 'EXPERTISE' && <Decide id={id} again={again} />}
          {upheld && !correction && <p>{say(texts.waitsCorrection)}</p>}
        </>
      )}
    </Case>
  );
}
