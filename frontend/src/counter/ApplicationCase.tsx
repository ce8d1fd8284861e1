import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { CasePage, ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import type { PaperKeepingDecline } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { KEEPING } from '../i18n/paper';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { Decline } from './Decline';
import { Course, Facts } from './Facts';
import { Next } from './Next';
import { texts } from './texts';

const ONE = graphql(`
  query ClinicPaperApplication($id: ID!) { clinicPaperApplication(id: $id) { state ...CounterFacts } }
`);
const ACCEPT = graphql(`
  mutation AcceptPaperApplication($input: AcceptPaperApplicationInput!) {
    acceptPaperApplication(input: $input) { application { id state } userErrors { field code message } }
  }
`);
const DECLINE = graphql(`
  mutation DeclinePaperApplication($input: DeclinePaperApplicationInput!) {
    declinePaperApplication(input: $input) { application { id state } userErrors { field code message } }
  }
`);
const REASONS = [
  'NOT_OUR_PATIENT',
  'KEPT_ALREADY',
  'OTHER',
] as const satisfies readonly PaperKeepingDecline[];

export default function ApplicationCase() {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of="DOCTOR">
      <Case key={id} id={id} />
    </ForRole>
  );
}

/** One application for paper: the clinic accepts it, or says why not. */
function Case({ id }: { id: string }) {
  const { say } = useLocale();
  const read = useRead(ONE, { id });
  const declining = useForm();
  const decline = async (reason: PaperKeepingDecline, text: string) => {
    if (await declining.send(DECLINE, { input: { id, reason, text } })) read.retry();
  };
  return (
    <CasePage
      read={read}
      of={({ clinicPaperApplication }) => clinicPaperApplication}
      back={deskPaths.papers()}
      backText={say(texts.title)}
    >
      {(one) => (
        <Page
          title={say(texts.number, { number: one.number })}
          heading={say(texts.keeping)}
          lead={`${say(texts.number, { number: one.number })} · ${say(KEEPING[one.state])}`}
          crumb={<a href={deskPaths.papers()}>{say(texts.title)}</a>}
        >
          <div class={ui.grid}>
            <div class={ui.column}>
              <Facts title={texts.keeping} one={one} by={texts.applied} />
              <Course one={one} />
            </div>
            <div class={ui.column}>
              {one.state === 'SUBMITTED' && (
                <>
                  <Next
                    document={ACCEPT}
                    id={id}
                    label={texts.accept}
                    text={texts.acceptText}
                    again={read.retry}
                  />
                  <Decline form={declining} reasons={REASONS} onDecline={decline} />
                </>
              )}
            </div>
          </div>
        </Page>
      )}
    </CasePage>
  );
}
