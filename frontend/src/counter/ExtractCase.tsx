import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { CasePage, ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import type { ExtractDecline } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { PURPOSES, periodOf, STATES } from '../i18n/paper';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { Decline } from './Decline';
import { Course, Facts } from './Facts';
import { HandOut } from './HandOut';
import { Next } from './Next';
import { texts } from './texts';

const ONE = graphql(`
  query ClinicPaperExtract($id: ID!) {
    clinicPaperExtract(id: $id) {
      state purpose sections coversFrom coversUntil note pickup fetchedBy identityShown
      ...CounterFacts
    }
  }
`);
const TAKE = graphql(`
  mutation TakePaperExtract($input: TakePaperExtractInput!) {
    takePaperExtract(input: $input) { extract { id state } userErrors { field code message } }
  }
`);
const FINISH = graphql(`
  mutation FinishPaperExtract($input: FinishPaperExtractInput!) {
    finishPaperExtract(input: $input) { extract { id state } userErrors { field code message } }
  }
`);
const DECLINE = graphql(`
  mutation DeclinePaperExtract($input: DeclinePaperExtractInput!) {
    declinePaperExtract(input: $input) { extract { id state } userErrors { field code message } }
  }
`);
const REASONS = [
  'NO_RECORDS_HERE',
  'NOT_CLEAR',
  'NOT_ENTITLED',
  'OTHER',
] as const satisfies readonly ExtractDecline[];

export default function ExtractCase() {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of="DOCTOR">
      <Case key={id} id={id} />
    </ForRole>
  );
}

/** One order: what is wanted, who comes for it, and the one next step. */
function Case({ id }: { id: string }) {
  const { say, t, date } = useLocale();
  const read = useRead(ONE, { id });
  const declining = useForm();
  const decline = async (reason: ExtractDecline, text: string) => {
    if (await declining.send(DECLINE, { input: { id, reason, text } })) read.retry();
  };
  return (
    <CasePage
      read={read}
      of={({ clinicPaperExtract }) => clinicPaperExtract}
      back={deskPaths.papers()}
      backText={say(texts.title)}
    >
      {(one) => {
        const { state, fetchedBy, identityShown } = one;
        const comes = fetchedBy ? say(texts.withProxy, { name: fetchedBy }) : one.applicant;
        return (
          <Page
            title={say(texts.number, { number: one.number })}
            heading={say(PURPOSES[one.purpose])}
            lead={`${say(texts.number, { number: one.number })} · ${say(STATES[state])}`}
            crumb={<a href={deskPaths.papers()}>{say(texts.title)}</a>}
          >
            <div class={ui.grid}>
              <div class={ui.column}>
                <Facts
                  title={texts.extract}
                  one={one}
                  by={texts.applicant}
                  more={[
                    [say(texts.purpose), say(PURPOSES[one.purpose])],
                    [
                      say(texts.sections),
                      one.sections?.map((section) => t(`section.${section}`)).join(', ') ?? say(texts.all),
                    ],
                    [say(texts.period), periodOf(one, date)],
                    [say(texts.note), one.note],
                    [say(texts.comes), comes],
                    [say(texts.shown), identityShown && say(texts[identityShown])],
                  ]}
                />
                <Course one={one} />
              </div>
              <div class={ui.column}>
                {state === 'ORDERED' && (
                  <Next document={TAKE} id={id} label={texts.take} again={read.retry} />
                )}
                {state === 'IN_WORK' && (
                  <Next
                    document={FINISH}
                    id={id}
                    label={texts.finish}
                    text={texts.finishText}
                    again={read.retry}
                  />
                )}
                {state === 'READY' && (
                  <HandOut id={id} comes={comes} proxy={!!fetchedBy} again={read.retry} />
                )}
                {(state === 'ORDERED' || state === 'IN_WORK' || state === 'READY') && (
                  <Decline form={declining} reasons={REASONS} onDecline={decline} />
                )}
              </div>
            </div>
          </Page>
        );
      }}
    </CasePage>
  );
}
