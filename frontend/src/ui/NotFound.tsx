import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Page } from './Page';
import css from './ui.module.css';

export function NotFound() {
  const { t } = useLocale();
  return (
    <Page title={t('state.missing')} heading={t('state.missing')} lead={t('state.missingText')}>
      <p>
        <a class={css.touch} href={paths.records()}>
          {t('state.toRecords')}
        </a>
      </p>
    </Page>
  );
}
