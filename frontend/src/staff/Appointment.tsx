import { FourEyesActs } from '../desk/FourEyesActs';
import { FOUR_EYES } from '../desk/fourEyes';
import { Lines } from '../desk/Lines';
import { graphql } from '../gen/gql';
import type { AppointmentFactsFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card, Tag } from '../ui/Basics';
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
      <FourEyesActs
        form={form}
        title={`${one.name} · ${role}`}
        mine={mine}
        waiting={
          state === 'PROPOSED'
            ? {
                label: texts.confirm,
                text: texts.confirmText,
                confirm: () => form.send(CONFIRM, { input: { id } }),
              }
            : undefined
        }
        putAside={(reason) => form.send(REFUSE, { input: { id, reason } })}
        proposal={
          state === 'IN_FORCE'
            ? { label: texts.end, send: (reason) => form.send(END, { input: { id, reason } }) }
            : undefined
        }
        again={again}
      />
    </Card>
  );
}
