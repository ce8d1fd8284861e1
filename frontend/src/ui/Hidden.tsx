import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WhyHidden } from '../api/redaction';
import { useLocale } from '../i18n/locale';
import { hiddenBecause } from '../i18n/reasons';
import cells from './cells.module.css';
import { Icon } from './Icon';
import css from './ui.module.css';

/** The redactions of the response that the page shows. */
export const RedactionContext = createContext<WhyHidden>(() => undefined);
export const useWhyHidden = () => useContext(RedactionContext);

/** In the place of a hidden value: a lock, the word, the reason and what to do. */
export function Hidden({ reason }: { reason: string }) {
  const { t } = useLocale();
  const { why, next } = hiddenBecause(reason, t);
  return (
    <span class={cells.hidden}>
      <span class={cells.hiddenWord}>
        <Icon name="lock" size={16} />
        {t('hidden.word')}
      </span>
      <span class={cells.hiddenWhy}>
        {why} {next}
      </span>
    </span>
  );
}

/** An empty value is said to be empty, a hidden one hidden: the two are never alike. */
export function Missing({ field }: { field: string }) {
  const { t } = useLocale();
  const reason = useWhyHidden()(field);
  return reason ? <Hidden reason={reason} /> : <span class={css.none}>{t('entry.empty')}</span>;
}
