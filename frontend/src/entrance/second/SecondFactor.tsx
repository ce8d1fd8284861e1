import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import type { PendingSignInQuery } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { CodeBox, type Sent, sentNow, useCodeUnderWay } from '../../session/CodeBox';
import { askPasskey } from '../../session/passkeys';
import { useSession } from '../../session/session';
import { texts as words } from '../../session/texts';
import { Button } from '../../ui/Basics';
import { ErrorSummary, Field, problemOf } from '../../ui/Field';
import { digitsOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import { LoadedPart } from '../../ui/States';
import { useForm } from '../../ui/useForm';
import { Threshold } from '../threshold/Threshold';
import { texts } from './texts';

const PENDING = graphql(`
  query PendingSignIn {
    pendingSignIn { kinds sentTo passkeyOptions }
  }
`);
const CODE = graphql(`
  mutation RequestSignInCode {
    requestSignInCode(input: {}) { sentTo expiresAt userErrors { field code message } }
  }
`);
const COMPLETE = graphql(`
  mutation CompleteSignIn($input: CompleteSignInInput!) {
    completeSignIn(input: $input) { userErrors { field code message } }
  }
`);

/** The second factor of the sign-in that waits in this browser, after the password or an outside service (SCT-01). */
export default function SecondFactor() {
  const { say } = useLocale();
  const read = useRead(PENDING, {});
  const restart = useArrival('signIn');
  return (
    <Threshold title={say(texts.factorTitle)} lead={say(texts.factorLead)}>
      <LoadedPart read={read}>
        {({ pendingSignIn }) =>
          pendingSignIn ? (
            <Factors waits={pendingSignIn} restart={restart} />
          ) : (
            <div class={forms.form}>
              <Notice tone="warn">{say(texts.expired)}</Notice>
              <Button onClick={restart}>{say(texts.again)}</Button>
            </div>
          )
        }
      </LoadedPart>
    </Threshold>
  );
}

/** Goes on at the address that asked for the sign-in; the sign-in's own page leads to the records. */
function useArrival(to: 'signIn' | 'open') {
  const { begin, changed } = useSession();
  const { path, route } = useLocation();
  return () => {
    if (path === paths.signIn()) route(to === 'open' ? paths.records() : paths.signIn(), true);
    if (to === 'open') changed();
    else begin('signIn');
  };
}

function Factors({
  waits,
  restart,
}: {
  waits: NonNullable<PendingSignInQuery['pendingSignIn']>;
  restart: () => void;
}) {
  const { say } = useLocale();
  const arrive = useArrival('open');
  const asking = useForm();
  const { problems, setProblems, busy, send } = useForm();
  const [sent, setSent] = useState<Sent>();
  const underWay = useCodeUnderWay(sent, asking.problems);
  const app = waits.kinds.includes('TOTP');
  const over = [...problems, ...asking.problems].some(({ code }) => code === 'SIGN_IN_EXPIRED');

  async function request() {
    setProblems([]);
    const done = await asking.send(CODE, {});
    if (done) setSent(sentNow(done.sentTo, done.expiresAt));
  }
  async function complete(input: { code: string } | { passkey: unknown }) {
    if (await send(COMPLETE, { input })) arrive();
  }
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = digitsOf(event.currentTarget, 'code');
    if (code.length !== 6) return setProblems([{ field: 'code', text: say(words.codeWrongShape) }]);
    await complete({ code });
  }
  async function byPasskey() {
    const passkey = await askPasskey(waits.passkeyOptions);
    if (passkey === undefined) return setProblems([{ text: say(texts.noPasskey) }]);
    await complete({ passkey });
  }

  const enter = (
    <Button type="submit" aria-disabled={busy}>
      {say(texts.signIn)}
    </Button>
  );
  return (
    <form class={forms.form} onSubmit={submit} noValidate>
      <ErrorSummary problems={problems.length ? problems : asking.problems} />
      {waits.kinds.includes('PASSKEY') && (
        <Button aria-disabled={busy} onClick={byPasskey}>
          {say(texts.passkey)}
        </Button>
      )}
      {underWay ? (
        <CodeBox
          sent={underWay}
          label={say(app ? texts.appOrSms : texts.smsCode)}
          problem={problemOf(problems, 'code')}
          onAgain={request}
        >
          {enter}
        </CodeBox>
      ) : (
        <>
          {app && (
            <Field
              name="code"
              label={say(texts.appCode)}
              hint={say(texts.appHint)}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              problem={problemOf(problems, 'code')}
            />
          )}
          {app && enter}
          {waits.kinds.includes('SMS') && (
            <Button quiet={app} aria-disabled={asking.busy} onClick={request}>
              {say(texts.sendTo, { phone: waits.sentTo ?? '' })}
            </Button>
          )}
        </>
      )}
      {over && (
        <Button quiet onClick={restart}>
          {say(texts.again)}
        </Button>
      )}
    </form>
  );
}
