import type { EventFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, ClosedNote } from '../ui/Basics';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';
import { EventRow } from './EventRow';
import { texts } from './texts';

interface Props {
  readonly patientId: string;
  readonly events: readonly EventFragment[];
  readonly notices: readonly { readonly code: string; readonly message: string }[];
}

/** The newest entries of all sections, and what the API says of those that this reader may be missing. */
export function Events({ patientId, events, notices }: Props) {
  const { say } = useLocale();
  return (
    <Card
      title={say(texts.events)}
      aside={
        <a href={paths.timeline(patientId)} class={css.touch}>
          {say(texts.allEvents)}
        </a>
      }
    >
      {events.length === 0 ? (
        <Empty>{say(texts.noSections)}</Empty>
      ) : (
        <ul class={css.rows}>
          {events.map((event) => (
            <EventRow key={event.id} patientId={patientId} event={event} />
          ))}
        </ul>
      )}
      <ClosedNote messages={notices.map(({ message }) => message)} />
    </Card>
  );
}
