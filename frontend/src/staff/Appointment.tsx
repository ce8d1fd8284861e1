import { FOUR_EYES } from '../desk/fourEyes';
import { Lines } from '../desk/Lines';
import { OwnProposal, WithReason } from '../desk/Proposal';
import { graphql } from '../gen/gql';
import type { AppointmentFactsFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card, Tag } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';
import { roleOf } from './words';

graphql(`
  fragment AppointmentFacts on StaffAppointment {
    id login name role position specialty startsOn endsOn state mine organization { name }
    proposedBy proposedAt confirmedBy confirmedAt
  }
`);
const CONFIRM = graphql(`
  mutation ConfirmStaffAppointment($input: StaffAppointmentInput!) {
    confirmStaffAppointment(input: $input) { staffAppointment { id } userErrors { field code message } }
  }
`);
const REFUSE = graphql(`
  mutation RefuseStaffAppointment($input: StaffAppointmentWithReasonInput!) {
    refuseStaffAppointment(input: $input) { staffAppointment { id } userErrors { field code message } }
  }
`);
const END = graphql(`
  mutation EndStaffAppointment($input: StaffAppointmentWithReasonInput!) {
    endStaffAppointment(input: $input) { staffAppointment { id } userErrors { field code message } }
  }
`);

/** A role of somebody at a place, and what may be done with it now. */
export default function Appointment({ one, again }: { one: AppointmentFactsFragment; again: () => void }) {
  const { say, date, dateTime } = useLocale();
  const form = useForm();
  const { id, state, mine, confirmedBy, confirmedAt } = one;
  const [tone, word] = FOUR_EYES[state];
  const done = async (sent: Promise<unknown>) => {
    if (await sent) again();
  };
  const role = say(roleOf(one.role));
  return (
    <Card title={`${one.name} · ${role}`} aside={<Tag tone={tone}>{say(word)}</Tag>}>
      <Lines
        lines={[
          [say(texts.login), one.login],
          [say(texts.place), one.organization.name],
          [say(texts.position), one.position],
          [say(texts.specialty), one.specialty],
          [
            say(texts.days),
            [
              say(texts.from, { day: date(one.startsOn) }),
              one.endsOn && say(texts.to, { day: date(one.endsOn) }),
            ]
              .filter(Boolean)
              .join(' '),
          ],
          [say(texts.proposed), say(texts.by, { who: one.proposedBy, at: dateTime(one.proposedAt) })],
          [
            say(texts.confirmed),
            confirmedBy && confirmedAt && say(texts.by, { who: confirmedBy, at: dateTime(confirmedAt) }),
          ],
        ]}
      />
      <ErrorSummary problems={form.problems} />
      {state === 'PROPOSED' && mine && <OwnProposal />}
      <div class={ui.actions}>
        {state === 'PROPOSED' && !mine && (
          <Confirm
            primary
            label={say(texts.confirm)}
            title={`${one.name} · ${role}`}
            confirm={say(texts.confirm)}
            busy={form.busy}
            onConfirm={() => void done(form.send(CONFIRM, { input: { id } }))}
          >
            <p>{say(texts.confirmText)}</p>
          </Confirm>
        )}
        {state === 'PROPOSED' && (
          <WithReason
            label={say(texts.putAside)}
            form={form}
            onSend={(reason) => done(form.send(REFUSE, { input: { id, reason } }))}
          />
        )}
        {state === 'IN_FORCE' && (
          <WithReason
            label={say(texts.end)}
            form={form}
            onSend={(reason) => done(form.send(END, { input: { id, reason } }))}
          />
        )}
      </div>
    </Card>
  );
}
