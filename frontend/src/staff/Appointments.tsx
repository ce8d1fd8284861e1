import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { DeskPart, ForRole } from '../desk/Desk';
import { FOUR_EYES } from '../desk/fourEyes';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import type { FourEyesState } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import forms from '../ui/forms.module.css';
import { More } from '../ui/More';
import { Page } from '../ui/Page';
import { Segments } from '../ui/Segments';
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
const STATES = ['PROPOSED', 'IN_FORCE', 'ENDED', 'REFUSED'] as const satisfies readonly FourEyesState[];

export default function AppointmentsPage() {
  return (
    <ForRole of="ADMINISTRATOR">
      <Appointments />
    </ForRole>
  );
}

function Appointments() {
  const { say } = useLocale();
  const [state, setState] = useState<FourEyesState>('PROPOSED');
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <div class={ui.actions}>
        <a class={forms.button} href={deskPaths.newAppointment()}>
          {say(texts.propose)}
        </a>
      </div>
      <div class={ui.stack}>
        <Segments<FourEyesState>
          label={say(texts.filter)}
          options={STATES.map((one) => [one, say(FOUR_EYES[one][1])])}
          value={state}
          onChange={setState}
        />
        <div class={ui.column} key={state}>
          <Part state={state} />
        </div>
      </div>
    </Page>
  );
}

function Part({ state, after }: { state: FourEyesState; after?: string }) {
  const { say } = useLocale();
  const read = useRead(APPOINTMENTS, { state, after: after ?? null });
  return (
    <DeskPart read={read}>
      {({ staffAppointments: found }) => {
        if (!found) return null;
        const end = found.hasNextPage ? found.endCursor : undefined;
        return (
          <>
            {found.nodes.length === 0 && <Empty>{say(texts.empty)}</Empty>}
            {found.nodes.map((one) => (
              <Appointment key={one.id} one={one} again={read.retry} />
            ))}
            {end && <More>{() => <Part state={state} after={end} />}</More>}
          </>
        );
      }}
    </DeskPart>
  );
}
