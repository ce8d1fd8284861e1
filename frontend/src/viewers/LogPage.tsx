import { graphql } from '../gen/gql';
import type { AccessLogQuery, LogLineFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Button, ClosedNote } from '../ui/Basics';
import { Missing } from '../ui/Hidden';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';

graphql(`
  fragment LogLine on AccessLogEntry { id at who organization standings sections }
`);

type Log = NonNullable<NonNullable<AccessLogQuery['record']>['accessLog']>;

interface Props {
  readonly log: Log | undefined;
  readonly first: boolean;
  /** Absent when a later page is shown already. */
  readonly more: ((after: string) => void) | undefined;
}

/** One page of the log. */
export function LogPage({ log, first, more }: Props) {
  const { t } = useLocale();
  if (!log) return <Missing field="MedicalRecord.accessLog" />;
  const { nodes, notices, pageInfo } = log;
  const end = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  return (
    <>
      {first && notices.map(({ code, message }) => <ClosedNote key={code}>{message}</ClosedNote>)}
      {nodes.length === 0 ? (
        <Empty>{t('viewers.empty')}</Empty>
      ) : (
        <table class={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('viewers.who')}</th>
              <th scope="col">{t('viewers.when')}</th>
              <th scope="col">{t('viewers.right')}</th>
              <th scope="col">{t('viewers.parts')}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      )}
      {more && end && (
        <Button quiet onClick={() => more(end)}>
          {t('section.more')}
        </Button>
      )}
    </>
  );
}

function Line({ line }: { line: LogLineFragment }) {
  const { t, dateTime } = useLocale();
  const parts = line.sections.map((section) => t(`section.${section}`)).join(', ');
  return (
    <tr>
      <td>
        <b>{line.who}</b>
        {line.organization && <div class={css.small}>{line.organization}</div>}
      </td>
      <td>
        <time dateTime={line.at}>{dateTime(line.at)}</time>
      </td>
      <td class={css.small}>{line.standings.map((standing) => t(`who.${standing}`)).join(', ')}</td>
      <td class={css.small}>{parts || t('viewers.general')}</td>
    </tr>
  );
}
