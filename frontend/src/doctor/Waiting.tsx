import { graphql } from '../gen/gql';
import type { DayAdmissionFragment, DayAppointmentFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Button, Card, Row, Tag } from '../ui/Basics';
import { ErrorSummary } from '../ui/Field';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { OPEN, type Opened } from './opening';
import { texts } from './texts';

graphql(`
  fragment DayAppointment on DoctorAppointment { id displayName birthDate organization specialty startsAt state }
`);
graphql(`
  fragment DayAdmission on DoctorAdmission { id displayName birthDate organization ward admittedAt }
`);

interface Props {
  readonly appointments: readonly DayAppointmentFragment[];
  readonly admissions: readonly DayAdmissionFragment[];
  readonly onOpened: (opened: Opened) => void;
}

/** Who is booked today and who was admitted: an encounter is opened from either. */
export function Waiting({ appointments, admissions, onOpened }: Props) {
  const { say, time, dateTime, years } = useLocale();
  const form = useForm();
  const open = async (input: { appointmentId?: string; admissionId?: string }) => {
    const payload = await form.send(OPEN, { input });
    if (payload?.encounter) onOpened(payload.encounter);
  };
  const named = (name: string, birthDate: string | null | undefined) =>
    [name, birthDate && years(birthDate)].filter(Boolean).join(', ');
  return (
    <>
      <ErrorSummary problems={form.problems} />
      {admissions.length > 0 && (
        <Card title={say(texts.admitted)}>
          <ul class={ui.rows}>
            {admissions.map((one) => (
              <Row
                key={one.id}
                title={named(one.displayName, one.birthDate)}
                detail={[dateTime(one.admittedAt), one.ward, one.organization].filter(Boolean).join(' · ')}
                aside={
                  <Button aria-disabled={form.busy} onClick={() => void open({ admissionId: one.id })}>
                    {say(texts.begin)}
                  </Button>
                }
              />
            ))}
          </ul>
        </Card>
      )}
      <Card title={say(texts.today)}>
        {appointments.length === 0 && <p class={ui.small}>{say(texts.todayNone)}</p>}
        <ul class={ui.rows}>
          {appointments.map((one) => (
            <Row
              key={one.id}
              title={`${time(one.startsAt)} · ${named(one.displayName, one.birthDate)}`}
              detail={`${one.specialty} · ${one.organization}`}
              aside={
                one.state === 'BOOKED' ? (
                  <Button
                    aria-disabled={form.busy}
                    aria-label={say(texts.beginWith, { name: one.displayName })}
                    onClick={() => void open({ appointmentId: one.id })}
                  >
                    {say(texts.begin)}
                  </Button>
                ) : (
                  <Tag tone="good">{say(texts.arrived)}</Tag>
                )
              }
            />
          ))}
        </ul>
      </Card>
    </>
  );
}
