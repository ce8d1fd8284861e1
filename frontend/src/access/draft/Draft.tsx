import type { AccessRequestQuery } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import { Page } from '../../ui/Page';
import ui from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import { SAVE, type StepProps } from '../request';
import { pageOf, pagesOf } from '../steps';
import { texts as shared } from '../texts';
import StepPhoto from './photo/StepPhoto';
import RecordChoice from './record/RecordChoice';
import StepChild from './StepChild';
import { StepGrantee } from './StepGrantee';
import StepPhone from './StepPhone';
import { StepPolicy } from './StepPolicy';
import Summary from './send/Summary';
import { texts } from './texts';

export type Service = AccessRequestQuery['accessService'];
export type Applicant = NonNullable<AccessRequestQuery['viewer']>;
interface Props extends StepProps {
  readonly asked: string | undefined;
  readonly service: Service;
  readonly viewer: Applicant;
}

const HEADINGS = {
  record: texts.record,
  grantee: texts.grantee,
  policy: texts.policy,
  phone: texts.phone,
  photo: texts.photo,
  child: texts.child,
  send: texts.send,
};
const TITLES = { GRANT: texts.request, CHANGE: texts.change, CANCEL: shared.end };

/** One question of a draft. All that is answered is kept on the server: one may leave and come back. */
export default function Draft({ asked, service, viewer, ...props }: Props) {
  const { t, say } = useLocale();
  const { request } = props;
  const page = pageOf(request, asked);
  const pages = pagesOf(request);
  const title = say(TITLES[request.purpose]);
  const before = pages[pages.indexOf(page) - 1];
  const back = request.purpose === 'CHANGE' && page !== 'send' ? 'send' : before;
  const parts = {
    record: () => <StepRecord {...props} />,
    grantee: () => <StepGrantee {...props} />,
    policy: () => <StepPolicy {...props} />,
    phone: () => <StepPhone {...props} />,
    photo: () => <StepPhoto {...props} rules={service.photo} />,
    child: () => <StepChild {...props} />,
    send: () => <Summary {...props} consent={service.consent} viewer={viewer} />,
  };
  return (
    <Page
      key={page}
      title={title}
      heading={say(page === 'send' && request.purpose === 'CHANGE' ? texts.changeWhat : HEADINGS[page])}
      lead={[
        request.purpose === 'GRANT'
          ? say(texts.stepOf, { n: pages.indexOf(page) + 1, all: pages.length })
          : title,
        request.record?.displayName,
      ]
        .filter(Boolean)
        .join(' · ')}
      crumb={
        back && request.purpose !== 'CANCEL' && (page !== 'send' || request.purpose === 'GRANT') ? (
          <a href={paths.request(request.id, back)}>{say(texts.back)}</a>
        ) : (
          <a href={paths.access()}>{t('nav.access')}</a>
        )
      }
    >
      {page === 'record' ? (
        parts.record()
      ) : (
        <div class={ui.slim}>{page === 'send' ? parts.send() : <Card>{parts[page]()}</Card>}</div>
      )}
      <p class={ui.lead}>{say(texts.kept)}</p>
    </Page>
  );
}

function StepRecord({ request, become, reload }: StepProps) {
  const form = useForm();
  const { record } = request;
  return (
    <RecordChoice
      form={form}
      chosen={record?.own ? 'own' : (record?.patientId ?? undefined)}
      onChoose={async (choice) => {
        const payload = await form.send(SAVE, {
          input: { id: request.id, savedAt: request.savedAt, record: choice },
        });
        if (payload?.accessRequest) become(payload.accessRequest, true);
        else reload();
      }}
    />
  );
}
