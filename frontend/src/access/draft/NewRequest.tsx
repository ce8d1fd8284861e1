import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useViewer, useViewerAgain } from '../../api/viewer';
import type { RequestRecordInput } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useForm } from '../../ui/useForm';
import { CREATE } from '../request';
import { nextPage } from '../steps';
import RecordChoice from './record/RecordChoice';
import { texts } from './texts';

/** The first question of a request; its answer begins a draft, or opens the record where no request is needed. */
export default function NewRequest() {
  const { t, say } = useLocale();
  const { account } = useViewer();
  const again = useViewerAgain();
  const { route } = useLocation();
  const form = useForm();
  const once = useRef(crypto.randomUUID());

  async function begin(record: RequestRecordInput) {
    const payload = await form.send(CREATE, {
      input: { purpose: 'GRANT', record, clientMutationId: once.current },
    });
    // Another choice is another request.
    once.current = crypto.randomUUID();
    if (!payload) return;
    if (payload.openPatientId) {
      again();
      route(paths.record(payload.openPatientId));
    } else if (payload.accessRequest) {
      route(paths.request(payload.accessRequest.id, nextPage(payload.accessRequest)));
    }
  }

  return (
    <Page
      title={say(texts.request)}
      heading={say(texts.request)}
      lead={say(texts.newLead)}
      crumb={<a href={paths.access()}>{t('nav.access')}</a>}
    >
      {account.level === 'FULL' && <Notice>{say(texts.fullNeedsNone)}</Notice>}
      <RecordChoice form={form} onChoose={begin} />
    </Page>
  );
}
