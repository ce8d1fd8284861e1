import { ByState } from '../desk/ByState';
import { ForRole } from '../desk/Desk';
import { FOUR_EYES_STATES } from '../desk/fourEyes';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { ByPage } from '../ui/ByPage';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

const Appointment = page(() => import('./Appointment'));

const APPOINTMENTS = graphql(`
  query StaffAppointments($state: FourEyesState, $after: String) {
    staffAppointments(first: 20, state: $state, after: $after) {
      nodes { ...AppointmentFacts }
      endCursor hasNextPage
    }
  }
`);
export default function AppointmentsPage() {
  return (
    <ForRole of="ADMINISTRATOR">
      <Appointments />
    </ForRole>
  );
}

function Appointments() {
  const { say } = useLocale();
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <div class={ui.actions}>
        <a class={forms.button} href={deskPaths.newAppointment()}>
          {say(texts.propose)}
        </a>
      </div>
      <ByState states={FOUR_EYES_STATES}>
        {(state) => (
          <ByPage
            document={APPOINTMENTS}
            variables={{ state }}
            of={({ staffAppointments }) => staffAppointments}
          >
            {({ nodes, again }) =>
              nodes.length ? (
                nodes.map((one) => <Appointment key={one.id} one={one} again={again} />)
              ) : (
                <Empty>{say(texts.empty)}</Empty>
              )
            }
          </ByPage>
        )}
      </ByState>
    </Page>
  );
}
