import { graphql } from '../gen/gql';
import type { LogLineFragment } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { WHO } from '../i18n/who';
import { SECTIONS } from '../paths';
import cells from '../ui/cells.module.css';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment LogLine on AccessLogEntry { id at who organization standings sections }
`);

/** One page of the log. */
export function LogTable({ lines }: { lines: readonly LogLineFragment[] }) {
  const { t, say } = useLocale();
  if (!lines.length) return <Empty>{say(texts.empty)}</Empty>;
  return (
    <table class={cells.table}>
      <thead>
        <tr>
          <th scope="col">{say(texts.who)}</th>
          <th scope="col">{t('viewers.when')}</th>
          <th scope="col">{say(texts.right)}</th>
          <th scope="col">{say(texts.parts)}</th>
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

function Line({ line: { at, who, organization, standings, sections } }: { line: LogLineFragment }) {
  const { t, dateTime, say } = useLocale();
  const all = SECTIONS.every((section) => sections.includes(section));
  const parts = sections.map((section) => t(`section.${section}`)).join(', ');
  return (
    <tr>
      <td>
        <b>{who}</b>
        {organization && <div class={css.small}>{glue(organization)}</div>}
      </td>
      <td>
        <time dateTime={at}>{dateTime(at)}</time>
      </td>
      <td class={css.small}>
        {standings.map((standing) => say(WHO[standing])).join(', ') || say(texts.search)}
      </td>
      <td class={css.small}>{all ? say(texts.all) : parts || say(texts.general)}</td>
    </tr>
  );
}
