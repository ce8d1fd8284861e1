import { graphql } from '../gen/gql';
import type { ComingAppointmentFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Badge, Card, Row } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

graphql(`
  fragment ComingAppointment on Appointment { id specialty doctor clinic address startsAt state number }
`);
const CANCEL = graphql(`
  mutation CancelAppointment($input: CancelAppointmentInput!) {
    cancelAppointment(input: $input) { appointment { id state } userErrors { field code message } }
  }
`);

interface Props {
  readonly all: readonly ComingAppointmentFragment[];
  readonly onCancelled: () => void;
}

/** What is booked, and a way to give it back. */
export function Coming({ all, onCancelled }: Props) {
  const { say, dateTime } = useLocale();
  const { problems, busy, send } = useForm();
  return (
    <Card title={say(texts.coming)}>
      <ErrorSummary problems={problems} />
      <ul class={ui.rows}>
        {all.map(({ id, specialty, doctor, clinic, address, startsAt, state, number }) => (
          <Row
            key={id}
            icon={<Badge icon="calendar" />}
            title={dateTime(startsAt)}
            detail={[specialty, doctor, clinic, address, number && say(texts.number, { number })]
              .filter(Boolean)
              .join(' · ')}
            aside={
              state === 'BOOKED' && (
                <Confirm
                  label={say(texts.cancel)}
                  title={say(texts.cancelTitle)}
                  confirm={say(texts.cancel)}
                  busy={busy}
                  onConfirm={async () => {
                    if (await send(CANCEL, { input: { id } })) onCancelled();
                  }}
                >
                  <p>{say(texts.cancelText)}</p>
                </Confirm>
              )
            }
          />
        ))}
      </ul>
    </Card>
  );
}
