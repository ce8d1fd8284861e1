import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import type { EventFragment, Section } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card, ClosedNote } from '../../ui/Basics';
import { More } from '../../ui/More';
import { Empty, LoadedPart } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { EventRow } from '../EventRow';
import { texts as shared } from '../texts';
import { texts } from './texts';

const TIMELINE = graphql(`
  query Timeline($patientId: ID!, $after: String, $sections: [Section!], $search: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      timeline(first: 30, after: $after, sections: $sections, search: $search, from: $from, to: $to) {
        nodes { ...Event }
        pageInfo { hasNextPage endCursor }
        totalCount
        notices { code message }
      }
    }
  }
`);

export interface Chosen {
  readonly sections: readonly Section[];
  /** ISO days; empty for without that bound. */
  readonly from: string;
  readonly to: string;
  readonly search: string;
}
interface Props {
  readonly patientId: string;
  readonly chosen: Chosen;
  /** Where the page begins, and the month that it goes on with; absent for the first one. */
  readonly after?: string;
  readonly month?: string;
}

/** Entries month by month, page by page. */
export function Months(props: Props) {
  const { patientId, chosen, after, month } = props;
  const { t, say } = useLocale();
  const read = useRead(TIMELINE, {
    patientId,
    after: after ?? null,
    sections: chosen.sections.length ? chosen.sections : null,
    search: chosen.search || null,
    from: chosen.from || null,
    to: chosen.to || null,
  });
  return (
    <LoadedPart read={read}>
      {({ record }) => {
        if (!record) return null;
        const { nodes, pageInfo, totalCount, notices } = record.timeline;
        const months = monthsOf(nodes);
        const narrowed = chosen.sections.length || chosen.search || chosen.from || chosen.to;
        const end = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
        return (
          <>
            {!after && <ClosedNote messages={notices.map(({ message }) => message)} />}
            {!after && (
              <p class={css.small} role="status">
                {t('record.entries', { n: totalCount })}
              </p>
            )}
            {!nodes.length && (
              <Card>
                <Empty>{narrowed ? say(texts.nothing) : say(shared.noSections)}</Empty>
              </Card>
            )}
            {months.map(([name, events]) => (
              <Month
                key={name}
                patientId={patientId}
                name={name === month ? undefined : name}
                events={events}
              />
            ))}
            {end && <More>{() => <Months {...props} after={end} month={months.at(-1)?.[0] ?? ''} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}

/** Neighbours of one month together, in the order given. Pure. */
export function monthsOf<Event extends { readonly date: string }>(
  events: readonly Event[],
): [month: string, events: Event[]][] {
  const months = new Map<string, Event[]>();
  for (const event of events) {
    const month = event.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), event]);
  }
  return [...months];
}

interface MonthProps {
  readonly patientId: string;
  /** Absent where the month was named above. */
  readonly name: string | undefined;
  readonly events: readonly EventFragment[];
}

function Month({ patientId, name, events }: MonthProps) {
  const { language } = useLocale();
  const title =
    name &&
    new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
      .format(new Date(`${name}-01`))
      .replace(/\s*г\.$/, '');
  return (
    <Card title={title && title.charAt(0).toUpperCase() + title.slice(1)}>
      <ul class={css.rows}>
        {events.map((event) => (
          <EventRow key={event.id} patientId={patientId} event={event} />
        ))}
      </ul>
    </Card>
  );
}
