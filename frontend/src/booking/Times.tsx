import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { ScheduleFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { Select } from '../ui/Choices';
import { ErrorSummary, problemOf } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { DayTimes } from './DayTimes';
import { doctorsOf, keyOf } from './doctors';
import { texts } from './texts';

graphql(`
  fragment Schedule on BookableTimes { state clinic phone times { slot specialty doctor startsAt } }
`);
const BOOK = graphql(`
  mutation BookAppointment($input: BookAppointmentInput!) {
    bookAppointment(input: $input) { appointment { id state } userErrors { field code message } }
  }
`);
const WHY = { NO_CLINIC: texts.noClinic, NOT_GIVEN: texts.notGiven, UNAVAILABLE: texts.unavailable };

interface Props {
  readonly schedule: ScheduleFragment;
  readonly patientId: string;
  readonly onBooked: () => void;
  readonly again: () => void;
}

/** First whom to see, then when; or why there is nothing to choose from, and what to do. */
export function Times({ schedule, patientId, onBooked, again }: Props) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  const [doctor, setDoctor] = useState('');
  const { state, phone, times } = schedule;
  const open = state === 'OPEN';
  const here = times.filter((time) => keyOf(time) === doctor);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const slot = new FormData(event.currentTarget).get('slot');
    if (typeof slot !== 'string')
      setProblems([{ field: doctor ? 'slot' : 'doctor', text: say(texts.needTime) }]);
    else if (await send(BOOK, { input: { patientId, slot } })) onBooked();
  }

  return (
    <Card title={say(texts.choose)}>
      {open && times.length > 0 ? (
        <form class={forms.form} noValidate onSubmit={submit}>
          <ErrorSummary problems={problems} />
          <Select
            name="doctor"
            label={say(texts.doctor)}
            options={doctorsOf(times).map((time) => ({
              value: keyOf(time),
              text: time.doctor
                ? say(texts.any, { specialty: time.specialty, doctor: time.doctor })
                : time.specialty,
            }))}
            onChange={setDoctor}
          />
          {here.length > 0 ? (
            <DayTimes key={doctor} times={here} problem={problemOf(problems, 'slot')} />
          ) : (
            <p class={ui.small}>{say(texts.firstDoctor)}</p>
          )}
          <Button type="submit" aria-disabled={busy}>
            {say(texts.book)}
          </Button>
        </form>
      ) : (
        <>
          <Empty>{say(open ? texts.noTimes : WHY[state])}</Empty>
          {state === 'UNAVAILABLE' && (
            <Button quiet onClick={again}>
              {say(texts.again)}
            </Button>
          )}
        </>
      )}
      {phone && (
        <p class={ui.small}>
          {say(texts.phone)}:{' '}
          <a class={ui.touch} href={`tel:${phone}`}>
            {phone}
          </a>
        </p>
      )}
    </Card>
  );
}
