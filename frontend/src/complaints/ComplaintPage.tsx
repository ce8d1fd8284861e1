import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import type { ComplaintQuery } from '../gen/graphql';
import { KINDS, REASONS } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import { NotFound } from '../ui/NotFound';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { About } from './About';
import { texts } from './texts';
import { Way } from './Way';

const ONE = graphql(`
  query Complaint($id: ID!) {
    viewer {
      complaint(id: $id) {
        id number kind state text mine section date entryId disputedId clinic insurer filedAt dueAt clinicAgrees
        clinicAnswer upheld reason decisionText correction
        steps { at event }
        attachments { entryId section fields }
      }
    }
  }
`);
const WITHDRAW = graphql(`
  mutation WithdrawComplaint($input: WithdrawComplaintInput!) {
    withdrawComplaint(input: $input) { complaint { id state } userErrors { field code message } }
  }
`);
export type Shown = NonNullable<NonNullable<ComplaintQuery['viewer']>['complaint']>;

const UNDER_WAY: ReadonlySet<Shown['state']> = new Set(['RECEIVED', 'CLINIC_REQUESTED', 'EXPERTISE']);

/** One complaint: how far it is, what each side said, what became of the entry. */
export default function ComplaintPage() {
  const { say, dateTime } = useLocale();
  const { patientId = '', complaintId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  const read = useRead(ONE, { id: complaintId });
  return (
    <Loaded read={read}>
      {({ viewer }) => {
        const one = viewer?.complaint;
        if (!one) return <NotFound />;
        return (
          <Page
            title={[say(texts.title), name].filter(Boolean).join(' · ')}
            heading={say(KINDS[one.kind])}
            lead={[say(texts.numbered, { number: one.number }), name, dateTime(one.filedAt)]
              .filter(Boolean)
              .join(' · ')}
            crumb={<a href={paths.complaints(patientId)}>{say(texts.title)}</a>}
          >
            <div class={ui.grid}>
              <div class={ui.column}>
                <Outcome one={one} />
                <Card title={say(texts.way)}>
                  <Way one={one} />
                </Card>
                {one.mine && UNDER_WAY.has(one.state) && <Withdraw id={one.id} again={read.retry} />}
              </div>
              <div class={ui.column}>
                <About one={one} patientId={patientId} />
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

function Outcome({ one }: { one: Shown }) {
  const { say } = useLocale();
  return (
    <>
      {one.correction && (
        <Notice tone="good">
          <p>{say(one.correction === 'WITHDRAWN' ? texts.gone : texts.corrected)}</p>
        </Notice>
      )}
      {one.decisionText && (
        <Card title={say(texts.decision)}>
          <p>
            <b>{say(one.upheld ? texts.upheld : texts.rejected)}</b>
            {one.reason && ` ${say(REASONS[one.reason])}.`}
          </p>
          <p>{one.decisionText}</p>
        </Card>
      )}
    </>
  );
}

function Withdraw({ id, again }: { id: string; again: () => void }) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  return (
    <div>
      <ErrorSummary problems={problems} />
      <Confirm
        label={say(texts.withdraw)}
        title={say(texts.withdrawTitle)}
        confirm={say(texts.withdraw)}
        busy={busy}
        onConfirm={async () => {
          if (await send(WITHDRAW, { input: { id } })) again();
        }}
      >
        <p>{say(texts.withdrawText)}</p>
      </Confirm>
    </div>
  );
}
