import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Empty } from '../ui/States';

/** What was to be corrected is not there, or is nothing that this page corrects. */
export function Missing() {
  const { t } = useLocale();
  return (
    <Card>
      <Empty>{t('state.missingText')}</Empty>
    </Card>
  );
}
