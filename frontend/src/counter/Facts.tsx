import type { ComponentChildren } from 'preact';
import { Lines } from '../desk/Lines';
import { graphql } from '../gen/gql';
import type { CounterFactsFragment } from '../gen/graphql';
import { type Both, useLocale } from '../i18n/locale';
import { EVENTS } from '../i18n/paper';
import { Card } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import { Term } from './Lines';
import { texts } from './texts';

graphql(`
  fragment CounterFacts on ClinicPaper {
    id number clinic patient birthDate applicant filedAt dueAt overdue answer
    steps { at event }
  }
`);

interface Props {
  readonly title: Both;
  readonly one: CounterFactsFragment;
  /** What the one who asks is called. */
  readonly by: Both;
  readonly more?: readonly (readonly [label: string, value: ComponentChildren])[];
}

/** Whose papers they are, who asks, and what is wanted: all that the desk sees. */
export function Facts({ title, one, by, more = [] }: Props) {
  const { say, date } = useLocale();
  return (
    <Card title={say(title)} aside={one.dueAt && <Term at={one.dueAt} overdue={one.overdue} />}>
      <Lines
        lines={[
          [say(texts.patient), one.patient],
          [say(texts.birthDate), one.birthDate && date(one.birthDate)],
          [say(by), one.applicant],
          [say(texts.clinic), one.clinic],
          ...more,
        ]}
      />
    </Card>
  );
}

/** The steps so far. */
export function Course({ one }: { one: CounterFactsFragment }) {
  const { say, dateTime } = useLocale();
  return (
    <Card title={say(texts.history)}>
      <ul class={cells.bullets}>
        {one.steps.map(({ at, event }) => (
          <li key={event}>
            {say(EVENTS[event])} — <time dateTime={at}>{dateTime(at)}</time>
          </li>
        ))}
      </ul>
      {one.answer && <p>{one.answer}</p>}
    </Card>
  );
}
