import type { VaccinationPlanStatus } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card, Tag } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import css from '../../ui/ui.module.css';
import { type Age, agesOf, type Item, STATES } from './ages';
import own from './plan.module.css';
import { texts } from './texts';

/** The whole schedule, from birth on. */
export function Calendar({ items, birthDate }: { items: readonly Item[]; birthDate: string | undefined }) {
  const { say } = useLocale();
  if (!items.length) return null;
  return (
    <Card title={say(texts.byAge)}>
      <table class={`${cells.table} ${own.calendar}`}>
        <thead>
          <tr>
            <th scope="col">{say(texts.what)}</th>
            <th scope="col">{say(texts.when)}</th>
            <th scope="col">{say(texts.status)}</th>
          </tr>
        </thead>
        {agesOf(items, birthDate).map((age) => (
          <tbody key={age.key}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                <AgeName age={age} />
              </th>
            </tr>
            {age.items.map((item) => (
              <Line key={item.code} item={item} />
            ))}
          </tbody>
        ))}
      </table>
      <p class={css.small}>{say(texts.law)}</p>
    </Card>
  );
}

function AgeName({ age: { years, months } }: { age: Age }) {
  const { t, say } = useLocale();
  if (years !== undefined) return <>{t('age.years', { n: years })}</>;
  if (months === undefined) return <>{say(texts.noDate)}</>;
  return <>{months ? t('age.months', { n: months }) : say(texts.birth)}</>;
}

function Line({ item: { title, status, dueOn, doneOn, riskGroupOnly } }: { item: Item }) {
  const { say, date } = useLocale();
  const day = doneOn ?? dueOn;
  return (
    <tr>
      <td>
        {title}
        {riskGroupOnly && <span class={css.small}> · {say(texts.riskGroup)}</span>}
      </td>
      <td class={css.small}>
        {day && <time dateTime={day}>{say(doneOn ? texts.done : texts.due, { date: date(day) })}</time>}
      </td>
      <td>
        <State status={status} />
      </td>
    </tr>
  );
}

export function State({ status }: { status: VaccinationPlanStatus }) {
  const { say } = useLocale();
  const { name, tone, sign } = STATES[status];
  return (
    <Tag tone={tone}>
      {sign && <span aria-hidden="true">{sign}</span>}
      {say(name)}
    </Tag>
  );
}
