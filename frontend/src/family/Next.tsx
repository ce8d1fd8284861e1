import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button, Card } from '../ui/Basics';
import { ErrorSummary } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import type { Claim } from './claim';
import { texts } from './texts';

const RETRY = graphql(`
  mutation RetryFamilyCheck($input: RetryFamilyCheckInput!) {
    retryFamilyCheck(input: $input) { claim { id } userErrors { field code message } }
  }
`);

/** What is now, why, and what to do next; the originals for the MFC, to be printed. */
export function Next({ claim, changed }: { claim: Claim; changed: () => void }) {
  const { say, dateTime } = useLocale();
  const { problems, busy, send } = useForm();
  const { id, state, nextStep, nextTryAt, refusal, originals, number, patientId } = claim;
  const tone = state === 'VERIFIED' ? 'good' : refusal || state === 'GO_TO_MFC' ? 'warn' : 'info';
  return (
    <Card>
      <Notice tone={tone} live>
        <p>{nextStep.message}</p>
        {refusal && <p>{refusal.message}</p>}
        {refusal?.text && <p>{say(texts.officerWrote, { text: refusal.text })}</p>}
        {nextTryAt && <p>{say(texts.nextTry, { at: dateTime(nextTryAt) })}</p>}
      </Notice>
      <ErrorSummary problems={problems} />
      {originals.length > 0 && (
        <div class={forms.form}>
          <h2>{say(texts.bring)}</h2>
          <ul class={ui.rows}>
            {originals.map((original) => (
              <li key={original.kind} class={ui.row}>
                {original.name}
              </li>
            ))}
          </ul>
          <p>{say(texts.sayNumber, { number })}</p>
        </div>
      )}
      <div class={ui.actions}>
        {nextStep.code === 'REQUEST_ACCESS' && (
          <a class={forms.button} href={paths.accessNew()}>
            {say(texts.request)}
          </a>
        )}
        {nextStep.code === 'OPEN_RECORD' && patientId && (
          <a class={forms.button} href={paths.record(patientId)}>
            {say(texts.toRecord)}
          </a>
        )}
        {state === 'UNAVAILABLE' && (
          <Button
            aria-disabled={busy}
            onClick={async () => {
              if (await send(RETRY, { input: { id } })) changed();
            }}
          >
            {say(texts.retry)}
          </Button>
        )}
        {originals.length > 0 && (
          <Button quiet onClick={() => window.print()}>
            {say(texts.print)}
          </Button>
        )}
      </div>
    </Card>
  );
}
