import { graphql } from '../gen/gql';
import type { Section, SectionLineFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Badge, Row } from '../ui/Basics';
import type { IconName } from '../ui/Icon';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';

graphql(`
  fragment SectionLine on SectionInfo { section count lastDate }
`);

const ICONS: Record<Section, IconName> = {
  EXAMINATION_PROTOCOLS: 'page',
  LAB_REPORTS: 'flask',
  COVID_TESTS: 'flask',
  VACCINATIONS: 'syringe',
  INSTRUMENTAL_STUDIES: 'scan',
  DISCHARGE_SUMMARIES: 'bed',
  HEALTH_DIARY: 'heart',
  CHILD_DATA: 'child',
  AMBULANCE_CALLS: 'truck',
  SICK_LEAVES: 'calendar',
  PRESCRIPTIONS: 'pill',
  CERTIFICATES: 'page',
  CHECK_UPS: 'check',
  PREGNANCY_CARE: 'heart',
  RENDERED_SERVICES: 'coin',
};

interface Props {
  readonly patientId: string;
  readonly sections: readonly SectionLineFragment[];
}

/** The sections that have something to show, with how much and how fresh. */
export function SectionList({ patientId, sections }: Props) {
  const { t, date } = useLocale();
  if (!sections.length) return <Empty>{t('record.noSections')}</Empty>;
  return (
    <ul class={css.rows}>
      {sections.map(({ section, count, lastDate }) => (
        <Row
          key={section}
          href={paths.section(patientId, section)}
          icon={<Badge icon={ICONS[section]} />}
          title={t(`section.${section}`)}
          detail={`${t('record.entries', { n: count })} · ${t('record.last', { date: date(lastDate) })}`}
        />
      ))}
    </ul>
  );
}
