import { graphql } from '../gen/gql';
import type { NextAppointmentFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Badge, Card, Row } from '../ui/Basics';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment NextAppointment on Appointment { id specialty doctor startsAt }
`);

interface Props {
  readonly patientId: string;
  /** Null where they did not come with the rest of the page. */
  readonly all: readonly NextAppointmentFragment[] | null | undefined;
}

/** The next visits to the clinic, and the way to book one; for the patient and representatives. */
export function NextAppointment({ patientId, all }: Props) {
  const { say, dateTime } = useLocale();
  return (
    <Card
      title={say(texts.visits)}
      aside={
        <a class={ui.touch} href={paths.booking(patientId)}>
          {say(texts.book)}
        </a>
      }
    >
      {all?.length ? (
        <ul class={ui.rows}>
          {all.slice(0, 3).map(({ id, specialty, doctor, startsAt }) => (
            <Row
              key={id}
              href={paths.booking(patientId)}
              icon={<Badge icon="calendar" />}
              title={dateTime(startsAt)}
              detail={[specialty, doctor].filter(Boolean).join(' · ')}
            />
          ))}
        </ul>
      ) : (
        <Empty>{say(all ? texts.noVisits : texts.visitsAway)}</Empty>
      )}
    </Card>
  );
}
