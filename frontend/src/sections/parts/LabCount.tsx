import { useLocale } from '../../i18n/locale';
import { isOutOfNorm, type Measured } from '../../norm/norm';
import { Tag } from '../../ui/Basics';
import css from '../../ui/ui.module.css';

/** How many analytes a report has, and how many of them are out of norm. */
export function LabCount({ results }: { results: readonly Measured[] }) {
  const { t } = useLocale();
  const out = results.filter(isOutOfNorm).length;
  return out ? (
    <Tag tone="warn">
      <span aria-hidden="true">↕</span>
      {t('lab.out', { n: out, all: results.length })}
    </Tag>
  ) : (
    <span class={css.small}>{t('lab.count', { n: results.length })}</span>
  );
}
