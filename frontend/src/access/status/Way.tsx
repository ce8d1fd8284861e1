import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Button } from '../../ui/Basics';
import { ErrorSummary } from '../../ui/Field';
import { Steps } from '../../ui/Steps';
import { useForm } from '../../ui/useForm';
import css from '../access.module.css';
import type { StepProps } from '../request';
import { texts } from './texts';
import { type Leg, wayOf } from './way';

const RETRY = graphql(`
  mutation RetryAccessRequest($input: AccessRequestInput!) {
    retryAccessRequest(input: $input) { accessRequest { ...RequestAll } userErrors { field code message } }
  }
`);
const END = { GRANT: texts.wayGranted, CHANGE: texts.wayChanged, CANCEL: texts.wayEnded };

/** The request's way with its dates; the checks stand at their step, each with what to do. */
export function Way({ request, become }: Pick<StepProps, 'request' | 'become'>) {
  const { say, dayOf, date, dateTime } = useLocale();
  const { purpose, dueAt, wouldSee } = request;
  const titles = {
    sent: say(texts.waySent),
    checks: say(texts.wayChecks),
    officer: say(texts.wayOfficer),
    end: say(END[purpose]),
  };
  const titleOf = ({ stage, state }: Leg) => {
    if (state !== 'stopped') return titles[stage];
    return stage === 'end' ? say(texts.wayOver) : stage === 'sent' ? say(texts.wayNotSent) : titles[stage];
  };
  const when = ({ stage, state, at }: Leg) => {
    if (state === 'now' && at) return say(texts.since, { date: dateTime(at) });
    if (at) return dateTime(at);
    if (state !== 'ahead') return undefined;
    if (stage === 'officer' && dueAt) return say(texts.notLater, { date: dayOf(dueAt) });
    if (stage === 'end')
      return wouldSee?.until ? say(texts.untilAdult, { date: date(wouldSee.until) }) : say(texts.tellYou);
    return undefined;
  };
  return (
    <Steps
      label={say(texts.way)}
      steps={wayOf(request).map((leg) => ({
        title: titleOf(leg),
        state: leg.state,
        detail: (
          <>
            {when(leg)}
            {leg.stage === 'checks' && <Checks request={request} become={become} />}
          </>
        ),
      }))}
    />
  );
}

function Checks({ request, become }: Pick<StepProps, 'request' | 'become'>) {
  const { say, dateTime } = useLocale();
  const { problems, busy, send } = useForm();
  const { checks, canRetry, id } = request;
  return (
    <>
      <ul class={css.checks}>
        {checks.map(({ kind, status, message, nextTryAt }) => (
          <li key={kind}>
            <b>{say(kind === 'PASSPORT' ? texts.passport : texts.policyCheck)}</b> {message}
            {status === 'UNAVAILABLE' && nextTryAt && ` ${say(texts.nextTry, { at: dateTime(nextTryAt) })}`}
          </li>
        ))}
      </ul>
      {canRetry && (
        <>
          <ErrorSummary problems={problems} />
          <Button
            quiet
            aria-disabled={busy}
            onClick={async () => {
              const payload = await send(RETRY, { input: { id } });
              if (payload?.accessRequest) become(payload.accessRequest);
            }}
          >
            {say(texts.retry)}
          </Button>
        </>
      )}
    </>
  );
}
