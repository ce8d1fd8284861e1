import css from '../../desk/desk.module.css';
import { deskPaths } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import type { QueueLineFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Tag } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { Due } from '../Due';
import { texts as shared } from '../texts';
import { PURPOSES, STATES } from '../words';
import { texts } from './texts';

graphql(`
  fragment QueueLine on RegistrarQueueItem {
    id number purpose state own submittedAt dueAt overdue workingDaysLeft appealed applicant mine taken takenBy
  }
`);

/** One page of the queue. */
export function QueueTable({ lines }: { lines: readonly QueueLineFragment[] }) {
  const { say } = useLocale();
  if (!lines.length) return <Empty>{say(texts.queueEmpty)}</Empty>;
  return (
    <table class={`${cells.table} ${css.cards}`}>
      <thead>
        <tr>
          <th scope="col">{say(texts.request)}</th>
          <th scope="col">{say(shared.applicant)}</th>
          <th scope="col">{say(shared.due)}</th>
          <th scope="col">{say(shared.work)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line }: { line: QueueLineFragment }) {
  const { say } = useLocale();
  const {
    id,
    number,
    purpose,
    own,
    applicant,
    dueAt,
    overdue,
    workingDaysLeft,
    appealed,
    state,
    mine,
    takenBy,
  } = line;
  return (
    <tr>
      <td>
        <a class={ui.touch} href={deskPaths.request(id)}>
          <b>№ {number}</b>
        </a>
        <div class={ui.small}>
          {say(PURPOSES[purpose])}, {say(own ? shared.ownRecord : shared.wardRecord)}
        </div>
        {appealed && <Tag tone="hide">{say(shared.appealed)}</Tag>}
      </td>
      <td>{applicant}</td>
      <td>
        <Due at={dueAt} overdue={overdue} left={workingDaysLeft} />
      </td>
      <td class={ui.small}>
        {mine ? <Tag tone="good">{say(texts.withYou)}</Tag> : (takenBy ?? say(STATES[state] ?? texts.nobody))}
      </td>
    </tr>
  );
}
