import { graphql } from '../gen/gql';
import type { EventFragment } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Badge, Row } from '../ui/Basics';
import { SECTION_ICONS } from './icons';

graphql(`
  fragment Event on RecordEntry { id section date title organization { name shortName } author { fullName } }
`);

/** One entry of any section: what, when, by whom and where. */
export function EventRow({ patientId, event }: { patientId: string; event: EventFragment }) {
  const { t, date } = useLocale();
  const { id, section, date: day, title, organization, author } = event;
  const place = organization?.shortName ?? organization?.name;
  return (
    <Row
      href={paths.entry(patientId, section, id)}
      icon={<Badge icon={SECTION_ICONS[section]} />}
      title={glue(title ?? t(`section.${section}`))}
      detail={[date(day), author?.fullName, place && glue(place)].filter(Boolean).join(' · ')}
    />
  );
}
