import type { SectionLineFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths, SECTIONS } from '../paths';
import { Badge, Row } from '../ui/Basics';
import css from '../ui/ui.module.css';
import { SECTION_ICONS } from './icons';
import { texts } from './texts';

interface Props {
  readonly patientId: string;
  readonly sections: readonly SectionLineFragment[];
}

/** All fifteen sections: how much and how fresh, or that there is nothing for this reader. */
export function SectionList({ patientId, sections }: Props) {
  const { t, date, say } = useLocale();
  return (
    <ul class={css.rows}>
      {SECTIONS.map((section) => {
        const info = sections.find((one) => one.section === section);
        return (
          <Row
            key={section}
            href={paths.section(patientId, section)}
            icon={<Badge icon={SECTION_ICONS[section]} tone={info ? 'good' : 'plain'} />}
            title={t(`section.${section}`)}
            detail={
              info
                ? `${t('record.entries', { n: info.count })} · ${say(texts.last, { date: date(info.lastDate) })}`
                : t('entry.empty')
            }
          />
        );
      })}
    </ul>
  );
}
