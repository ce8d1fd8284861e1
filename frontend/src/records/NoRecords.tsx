import { useViewer } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { Badge } from '../ui/Basics';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';

/** Nobody's record is open: why, and what opens one. */
export function NoRecords() {
  const { t } = useLocale();
  const viewer = useViewer();
  return (
    <div class={ui.failed}>
      <Badge icon="lock" tone="hide" />
      <Page title={t('records.empty')} heading={t('records.empty')}>
        <p>{viewer.account.level}</p>
        <p>{t('records.emptyNext')}</p>
      </Page>
    </div>
  );
}
