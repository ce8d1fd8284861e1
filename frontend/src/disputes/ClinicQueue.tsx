import { ForRole } from '../desk/Desk';
import { ByState, Pages } from '../desk/List';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { STATES } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Page } from '../ui/Page';
import { Lines } from './Line';
import { texts } from './texts';

const QUEUE = graphql(`
  query ClinicComplaints($state: ComplaintState!, $after: String) {
    clinicComplaints(first: 20, state: $state, after: $after) {
      nodes { ...DeskLine }
      endCursor hasNextPage
    }
  }
`);
const SHOWN = [
  ['CLINIC_REQUESTED', ['Ждут ответа', 'Wait for an answer']],
  ['DECIDED', ['Решены', 'Decided']],
  ['EXPERTISE', STATES.EXPERTISE],
  ['WITHDRAWN', STATES.WITHDRAWN],
] as const;

/** What is said of this clinic's entries, once its insurer asked. */
export default function ClinicQueue() {
  const { say } = useLocale();
  return (
    <ForRole of="DOCTOR">
      <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.clinicLead)}>
        <ByState states={SHOWN}>
          {(state) => (
            <Pages document={QUEUE} variables={{ state }} of={({ clinicComplaints }) => clinicComplaints}>
              {(complaints) => <Lines complaints={complaints} href={deskPaths.clinicComplaint} />}
            </Pages>
          )}
        </ByState>
      </Page>
    </ForRole>
  );
}
