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
            <ByPage document={QUEUE} variables={{ state }} of={({ clinicComplaints }) => clinicComplaints}>
              {({ nodes }) => <Lines complaints={nodes} href={deskPaths.clinicComplaint} />}
            </ByPage>
          )}
        </ByState>
      </Page>
    </ForRole>
  );
}
