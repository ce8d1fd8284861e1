import { Lines } from '../desk/Lines';
import { graphql } from '../gen/gql';
import type { DeskFactsFragment } from '../gen/graphql';
import { EVENTS, REASONS } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Card, Tag } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import ui from '../ui/ui.module.css';
import { Term } from './Term';
import { texts } from './texts';

graphql(`
  fragment DeskFacts on DeskComplaint {
    id number kind state text complainant patient date clinic insurer filedAt dueAt overdue question clinicAgrees clinicAnswer
    upheld reason decisionText correction
    steps { at event }
    attachments { title lines }
  }
`);

interface Props {
  readonly one: DeskFactsFragment;
  /** The policy's last digits: for its insurer alone. */
  readonly policy?: string | undefined;
}

/** What the complaint says, and what is attached to it: all that either side sees. */
export function Facts({ one, policy }: Props) {
  const { say, date } = useLocale();
  return (
    <>
      <Card title={say(texts.said)}>
        <p>{one.text}</p>
        <Lines
          lines={[
            [say(texts.complainant), one.complainant],
            [say(texts.patient), one.patient],
            [say(texts.day), date(one.date)],
            [say(texts.clinic), one.clinic],
            [say(texts.insurer), one.insurer],
            [say(texts.policy), policy],
          ]}
        />
      </Card>
      <Card title={say(texts.attached)}>
        {one.attachments.length === 0 && <p>{say(texts.attachedNothing)}</p>}
        {one.attachments.map(({ title, lines }) => (
          <div key={title + lines.join()}>
            <p class={cells.value}>{title}</p>
            <ul class={cells.bullets}>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
        {one.attachments.length > 0 && <p class={ui.small}>{say(texts.frozen)}</p>}
      </Card>
    </>
  );
}

/** What was asked, answered and decided so far, with the term of what is waited for. */
export function Course({ one }: { one: DeskFactsFragment }) {
  const { say, dateTime } = useLocale();
  const { question, clinicAnswer, clinicAgrees, decisionText, upheld, reason, correction } = one;
  return (
    <>
      {question && (
        <Card title={say(texts.question)}>
          <p>{question}</p>
        </Card>
      )}
      {clinicAnswer && (
        <Card
          title={say(texts.answer)}
          aside={<Tag tone="plain">{say(clinicAgrees ? texts.agrees : texts.objects)}</Tag>}
        >
          <p>{clinicAnswer}</p>
        </Card>
      )}
      {decisionText && (
        <Card
          title={say(texts.decision)}
          aside={reason && <Tag tone={upheld ? 'warn' : 'plain'}>{say(REASONS[reason])}</Tag>}
        >
          <p>{decisionText}</p>
          {correction && <p>{say(correction === 'WITHDRAWN' ? texts.removed : texts.corrected)}</p>}
        </Card>
      )}
      <Card title={say(texts.history)} aside={one.dueAt && <Term at={one.dueAt} overdue={one.overdue} />}>
        <ul class={cells.bullets}>
          {one.steps.map(({ at, event }) => (
            <li key={event}>
              {say(EVENTS[event])} — <time dateTime={at}>{dateTime(at)}</time>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
