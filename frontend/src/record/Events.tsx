import { graphql } from '../gen/gql';
import type { EventFragment } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Badge, Card, ClosedNote, Row } from '../ui/Basics';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';
import { SECTION_ICONS } from './icons';
import { texts } from './texts';

graphql(`
  fragment Event on RecordEntry { id section date title organization { name shortName } }
`);

interface Props {
  readonly patientId: string;
  readonly events: readonly EventFragment[];
  readonly notices: readonly { readonly code: string; readonly message: string }[];
}

/** The newest entries of all sections, and what the API says of those that this reader may be missing. */
export function Events({ patientId, events, notices }: Props) {
  const { t, date, say } = useLocale();
  return (
    <Card
      title={say(texts.events)}
      aside={
        <a href={paths.sections(patientId)} class={css.touch}>
          {say(texts.allSections)}
        </a>
      }
    >
      {events.length === 0 ? (
        <Empty>{say(texts.noSections)}</Empty>
      ) : (
        <ul class={css.rows}>
          {events.map(({ id, section, date: day, title, organization }) => (
            <Row
              key={id}
              href={paths.entry(patientId, section, id)}
              icon={<Badge icon={SECTION_ICONS[section]} />}
              title={glue(title ?? t(`section.${section}`))}
              detail={[date(day), organization && glue(organization.shortName ?? organization.name)]
                .filter(Boolean)
                .join(' · ')}
            />
          ))}
        </ul>
      )}
      <ClosedNote messages={notices.map(({ message }) => message)} />
    </Card>
  );
}
