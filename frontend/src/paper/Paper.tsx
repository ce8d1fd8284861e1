import { useRoute } from 'preact-iso';
import { useAccess } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Notice } from '../ui/Notice';
import { Named, Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { Extracts } from './Extracts';
import { Keeping } from './Keeping';
import { texts } from './texts';

const OF_TEENS: ReadonlySet<string> = new Set(['PARENT_OF_TEEN', 'TRUSTEE_OF_TEEN']);

/** Paper beside the electronic record: extracts with stamps, and the record kept on paper too. */
export default function Paper() {
  const { say, t } = useLocale();
  const { patientId = '' } = useRoute().params;
  const access = useAccess(patientId);
  const name = access[0]?.displayName;
  const ofTeen = access.length > 0 && access.every(({ standing }) => OF_TEENS.has(standing));
  return (
    <Page
      title={[say(texts.title), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(texts.title)}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.documents(patientId)}>{t('nav.documents')}</a>}
    >
      {ofTeen ? (
        <Notice>
          <p>{say(texts.teen)}</p>
        </Notice>
      ) : (
        <div class={ui.stack}>
          <Extracts patientId={patientId} />
          <Keeping patientId={patientId} />
        </div>
      )}
    </Page>
  );
}
