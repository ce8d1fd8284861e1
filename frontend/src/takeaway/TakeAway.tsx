import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useAccess } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Named, Page } from '../ui/Page';
import css from '../ui/ui.module.css';
import { Files } from './Files';
import { Order } from './Order';
import { texts } from './texts';

/** What one takes away of a record: ordered, watched while it is made, downloaded, revoked. */
export default function TakeAway() {
  const { t, say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  const [orders, setOrders] = useState(0);
  return (
    <Page
      title={[say(texts.title), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(texts.title)}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.documents(patientId)}>{t('nav.documents')}</a>}
    >
      <div class={css.stack}>
        <Order patientId={patientId} onOrdered={() => setOrders(orders + 1)} />
        <p>
          <a class={css.touch} href={paths.emergency(patientId)}>
            {say(texts.emergencyLink)}
          </a>
        </p>
        <p>
          <a class={css.touch} href={paths.share(patientId)}>
            {say(texts.shareLink)}
          </a>
        </p>
        <Files key={orders} patientId={patientId} />
      </div>
    </Page>
  );
}
