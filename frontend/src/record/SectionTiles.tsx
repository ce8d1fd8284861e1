import { graphql } from '../gen/gql';
import type { SectionLineFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import { Icon } from '../ui/Icon';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { SECTION_ICONS } from './icons';
import css from './record.module.css';
import { texts } from './texts';

graphql(`
  fragment SectionLine on SectionInfo { section count lastDate }
`);

interface Props {
  readonly patientId: string;
  readonly sections: readonly SectionLineFragment[];
}

/** The sections that have something to show; on a phone they stand behind «more» instead. */
export function SectionTiles({ patientId, sections }: Props) {
  const { t, say } = useLocale();
  return (
    <div class={css.wideOnly}>
      <Card title={t('record.sections')}>
        {sections.length === 0 ? (
          <Empty>{say(texts.noSections)}</Empty>
        ) : (
          <ul class={css.tiles}>
            {sections.map(({ section, count }) => (
              <li key={section}>
                <a href={paths.section(patientId, section)}>
                  <Icon name={SECTION_ICONS[section]} size={20} />
                  <span>{t(`section.${section}`)}</span>
                  <span class={ui.small}>
                    {count}
                    <span class={ui.unseen}> {say(texts.entriesWord, { n: count })}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
