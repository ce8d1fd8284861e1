import { ByState } from '../desk/ByState';
import { ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { STATES } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { ByPage } from '../ui/ByPage';
import { Page } from '../ui/Page';
import { Lines } from './Line';
import { texts } from './texts';

const QUEUE = graphql(`
  query InsurerComplaints($state: ComplaintState!, $after: String) {
    insurerComplaints(first: 20, state: $state, after: $after) {
      nodes { ...DeskLine }
      endCursor hasNextPage
    }
  }
`);
const SHOWN = (['RECEIVED', 'CLINIC_REQUESTED', 'EXPERTISE', 'DECIDED', 'WITHDRAWN'] as const).map(
  (state) => [state, STATES[state]] as const,
);

/** What people whom this insurer insured complain of. */
export default function InsurerQueue() {
  const { say } = useLocale();
  return (
    <ForRole of="INSURER">
      <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.insurerLead)}>
        <ByState states={SHOWN}>
          {(state) => (
            <ByPage document={QUEUE} variables={{ state }} of={({ insurerComplaints }) => insurerComplaints}>
              {({ nodes }) => <Lines complaints={nodes} href={deskPaths.insurerComplaint} />}
            </ByPage>
          )}
        </ByState>
      </Page>
    </ForRole>
  );
}
