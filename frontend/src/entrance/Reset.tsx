import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { NewPassword, shortness } from '../session/NewPassword';
import { texts as words } from '../session/texts';
import { Button } from '../ui/Basics';
import { ErrorSummary, Field, problemOf } from '../ui/Field';
import { digitsOf, secretOf, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { useForm } from '../ui/useForm';
import { LoginField } from './LoginField';
import { texts } from './texts';
import { Aside, Threshold } from './threshold/Threshold';

const ASK = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) { reset { token expiresAt } userErrors { field code message } }
  }
`);
const SET = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) { done userErrors { field code message } }
  }
`);

/** A new password by a code. Whether the login has an account shows nowhere (ACC-15). */
export default function Reset() {
  const { say, time } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  const [asked, setAsked] = useState<{ token: string; expiresAt: string }>();
  const [done, setDone] = useState(false);
  const login = useRef('');

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!asked) {
      login.current = textOf(form, 'login');
      if (!login.current) return setProblems([{ field: 'login', text: say(texts.noLogin) }]);
      const answer = await send(ASK, { input: { login: login.current } });
      return answer?.reset && setAsked(answer.reset);
    }
    const code = digitsOf(form, 'code');
    const wrong = [
      ...(code.length === 6 ? [] : [{ field: 'code', text: say(words.codeWrongShape) }]),
      ...shortness(form, 'password', say),
    ];
    if (wrong.length) return setProblems(wrong);
    const password = secretOf(form, 'password');
    const answer = await send(SET, { input: { token: asked.token, login: login.current, code, password } });
    if (answer) setDone(true);
  }

  if (done)
    return (
      <Threshold key="done" title={say(texts.resetDone)} lead={say(texts.resetDoneLead)}>
        <div class={forms.form}>
          <a class={forms.button} href={paths.signIn()}>
            {say(texts.signIn)}
          </a>
        </div>
      </Threshold>
    );
  return (
    <Threshold title={say(texts.resetTitle)} lead={asked ? undefined : say(texts.resetLead)}>
      <form key={asked ? 'code' : 'login'} class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        {asked ? (
          <>
            <p role="status">{say(texts.resetSent, { time: time(asked.expiresAt) })}</p>
            <Field
              name="code"
              label={say(words.codeLabel)}
              hint={say(words.codeHint)}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              problem={problemOf(problems, 'code')}
            />
            <NewPassword name="password" problems={problems} />
            <Button type="submit" aria-disabled={busy}>
              {say(texts.resetSave)}
            </Button>
            <Button
              quiet
              onClick={() => {
                setProblems([]);
                setAsked(undefined);
              }}
            >
              {say(words.codeAgain)}
            </Button>
          </>
        ) : (
          <>
            <LoginField problems={problems} label={say(texts.anyLogin)} defaultValue={login.current} />
            <Button type="submit" aria-disabled={busy}>
              {say(texts.getCode)}
            </Button>
          </>
        )}
      </form>
      <Aside before={say(texts.noCode)} href={paths.recovery()}>
        {say(texts.toRecovery)}
      </Aside>
    </Threshold>
  );
}
