import { useRef } from 'preact/hooks';
import { graphql } from '../../../gen/gql';
import type { CaseDecidedFragment, DecideAccessRequestInput } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import { Button, Card } from '../../../ui/Basics';
import { Radios } from '../../../ui/Choices';
import { Confirm } from '../../../ui/Confirm';
import { ErrorSummary, problemOf } from '../../../ui/Field';
import { maybe, textOf } from '../../../ui/formData';
import forms from '../../../ui/forms.module.css';
import { Notice } from '../../../ui/Notice';
import ui from '../../../ui/ui.module.css';
import { type Form, useForm } from '../../../ui/useForm';
import { candidateWords } from '../../Candidates';
import { texts as shared } from '../../texts';
import { texts as about } from '../texts';
import { Rejection } from './Rejection';
import { texts } from './texts';
import { OBSTACLES } from './words';

graphql(`
  fragment CaseDecided on AccessRequestCase {
    id own state dueAt overdue workingDaysLeft mine taken heldUntil appealText obstacles decision { at by reason text }
    history { event officer }
    candidates { ...CandidateFacts } claim { candidates { ...CandidateFacts } }
  }
`);
const TAKE = graphql(`
  mutation TakeAccessRequest($input: AccessRequestDeskInput!) {
    takeAccessRequest(input: $input) { case { id mine } userErrors { field code message } }
  }
`);
const RELEASE = graphql(`
  mutation ReleaseAccessRequest($input: AccessRequestDeskInput!) {
    releaseAccessRequest(input: $input) { case { id mine } userErrors { field code message } }
  }
`);
const AGAIN = graphql(`
  mutation AskRegistriesAgain($input: AccessRequestDeskInput!) {
    askRegistriesAgain(input: $input) { case { id mine } userErrors { field code message } }
  }
`);
const DECIDE = graphql(`
  mutation DecideAccessRequest($input: DecideAccessRequestInput!) {
    decideAccessRequest(input: $input) { case { id state } userErrors { field code message } }
  }
`);

export interface CaseProps {
  readonly found: CaseDecidedFragment;
  readonly again: () => void;
  readonly rejecting: boolean;
  readonly setRejecting: (rejecting: boolean) => void;
}

/** Take, then approve or reject. What is typed stays until the decision is made. */
export function Decision({ found, again, rejecting, setRejecting }: CaseProps) {
  const { say, time } = useLocale();
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  const box = useRef<HTMLFormElement>(null);
  const kept = useRef({ reason: '', text: '' });
  const { id, mine, taken, heldUntil, obstacles, history } = found;
  const holder = history.findLast(({ event }) => event === 'TAKE')?.officer;
  const desk = async (mutation: typeof TAKE | typeof RELEASE | typeof AGAIN) => {
    if (await form.send(mutation as typeof TAKE, { input: { id } })) again();
  };
  const decide = async (input: Omit<DecideAccessRequestInput, 'id'>) => {
    if (await form.send(DECIDE, { input: { id, clientMutationId: once.current, ...input } })) again();
  };
  const chosen = (name: string) => (box.current && maybe(textOf(box.current, name))) ?? null;
  return (
    <Card title={say(shared.decision)}>
      <ErrorSummary problems={form.problems} />
      {mine ? (
        <>
          {heldUntil && <p class={ui.small}>{say(texts.held, { time: time(heldUntil) })}</p>}
          {obstacles.length > 0 && (
            <Notice tone="warn">
              <b>{say(texts.obstacles)}</b>
              <ul>
                {obstacles.map((code) => (
                  <li key={code}>{say(OBSTACLES[code] ?? texts.obstacle)}</li>
                ))}
              </ul>
            </Notice>
          )}
          {rejecting ? (
            <Rejection
              form={form}
              kept={kept.current}
              onCancel={() => setRejecting(false)}
              onReject={decide}
            />
          ) : (
            <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
              <Choice found={found} form={form} />
              <div class={forms.filterActions}>
                <span id="approve">
                  <Confirm
                    primary
                    label={say(shared.approve)}
                    title={say(texts.approveTitle)}
                    confirm={say(shared.approve)}
                    busy={form.busy}
                    onConfirm={() =>
                      decide({
                        decision: 'APPROVE',
                        patientId: chosen('patientId'),
                        applicantId: chosen('applicantId'),
                      })
                    }
                  >
                    <p>{say(texts.approveText)}</p>
                  </Confirm>
                </span>
                <span id="reject">
                  <Button quiet onClick={() => setRejecting(true)}>
                    {say(about.reject)}
                  </Button>
                </span>
              </div>
            </form>
          )}
          <div class={ui.actions}>
            <Button quiet aria-disabled={form.busy} onClick={() => desk(AGAIN)}>
              {say(texts.askAgain)}
            </Button>
            <Button quiet aria-disabled={form.busy} onClick={() => desk(RELEASE)}>
              {say(texts.release)}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>{taken ? say(texts.takenBy, { who: holder ?? say(texts.another) }) : say(texts.takeText)}</p>
          {!taken && (
            <div class={ui.actions} id="take">
              <Button aria-disabled={form.busy} onClick={() => desk(TAKE)}>
                {say(about.take)}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}

/** Whose record it is, where several answer to the data. */
function Choice({ found, form }: { found: CaseDecidedFragment; form: Form }) {
  const locale = useLocale();
  if (!found.obstacles.includes('CANDIDATE_NEEDED')) return null;
  const lists = found.own
    ? ([['patientId', shared.whose, found.candidates]] as const)
    : ([
        ['applicantId', about.whoApplies, found.candidates],
        ['patientId', about.whoseChild, found.claim?.candidates ?? []],
      ] as const);
  return (
    <>
      {lists.map(
        ([name, label, candidates]) =>
          candidates.length > 0 && (
            <Radios
              key={name}
              name={name}
              label={locale.say(label)}
              problem={problemOf(form.problems, name)}
              options={candidates.map((one) => ({
                value: one.patientId,
                text: one.displayName,
                hint: candidateWords(one, locale),
              }))}
            />
          ),
      )}
    </>
  );
}
