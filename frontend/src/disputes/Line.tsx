import css from '../desk/desk.module.css';
import { graphql } from '../gen/gql';
import type { DeskLineFragment } from '../gen/graphql';
import { KINDS } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { Term } from './Term';
import { texts } from './texts';

graphql(`
  fragment DeskLine on DeskComplaint { id number kind patient date dueAt overdue }
`);

interface Props {
  readonly complaints: readonly DeskLineFragment[];
  readonly href: (id: string) => string;
}

/** What lies on a desk, by its term. */
export function Lines({ complaints, href }: Props) {
  const { say, date } = useLocale();
  return (
    <Card>
      {complaints.length ? (
        <table class={`${cells.table} ${css.cards}`}>
          <thead>
            <tr>
              <th scope="col">{say(texts.about)}</th>
              <th scope="col">{say(texts.who)}</th>
              <th scope="col">{say(texts.due)}</th>
            </tr>
          </thead>
          <tbody>
            {complaints.map(({ id, number, kind, patient, date: day, dueAt, overdue }) => (
              <tr key={id}>
                <td>
                  <a class={ui.touch} href={href(id)}>
                    <b>{say(KINDS[kind])}</b>
                  </a>
                  <div class={ui.small}>{say(texts.number, { number })}</div>
                </td>
                <td>
                  {patient}
                  <div class={ui.small}>
                    {say(texts.day)}: {date(day)}
                  </div>
                </td>
                <td>{dueAt && <Term at={dueAt} overdue={overdue} />}</td>
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
