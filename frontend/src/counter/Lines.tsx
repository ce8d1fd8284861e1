import css from '../desk/desk.module.css';
import { graphql } from '../gen/gql';
import type { CounterLineFragment } from '../gen/graphql';
import { type Both, useLocale } from '../i18n/locale';
import { Card, Tag } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment CounterLine on ClinicPaper { id number patient birthDate dueAt overdue }
`);

interface Props<Line extends CounterLineFragment> {
  readonly lines: readonly Line[];
  readonly href: (id: string) => string;
  readonly titleOf: (line: Line) => Both;
}

/** What lies at the desk, by its term. */
export function Lines<Line extends CounterLineFragment>({ lines, href, titleOf }: Props<Line>) {
  const { say, date } = useLocale();
  return (
    <Card>
      {lines.length ? (
        <table class={`${cells.table} ${css.cards}`}>
          <thead>
            <tr>
              <th scope="col">{say(texts.about)}</th>
              <th scope="col">{say(texts.who)}</th>
              <th scope="col">{say(texts.term)}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>
                  <a class={ui.touch} href={href(line.id)}>
                    <b>{say(titleOf(line))}</b>
                  </a>
                  <div class={ui.small}>{say(texts.number, { number: line.number })}</div>
                </td>
                <td>
                  {line.patient}
                  {line.birthDate && (
                    <div class={ui.small}>{say(texts.born, { date: date(line.birthDate) })}</div>
                  )}
                </td>
                <td>{line.dueAt && <Term at={line.dueAt} overdue={line.overdue} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Empty>{say(texts.empty)}</Empty>
      )}
    </Card>
  );
}

/** By when the next step is to be taken. */
export function Term({ at, overdue }: { at: string; overdue: boolean }) {
  const { say, dayOf } = useLocale();
  return (
    <Tag tone={overdue ? 'warn' : 'plain'}>{say(overdue ? texts.late : texts.by, { date: dayOf(at) })}</Tag>
  );
}
