import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { CodeBox, type Sent, sentNow } from '../session/CodeBox';
import { NewPassword, shortness } from '../session/NewPassword';
import { useSession } from '../session/session';
import { texts as words } from '../session/texts';
import { Button } from '../ui/Basics';
import { ErrorSummary, problemOf } from '../ui/Field';
import { digitsOf, secretOf, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { useForm } from '../ui/useForm';
import { LoginField } from './LoginField';
import { texts } from './texts';
import { Aside, Threshold } from './threshold/Threshold';

const START = graphql(`
  mutation StartRegistration($input: StartRegistrationInput!) {
    startRegistration(input: $input) {
      registration { token sentTo expiresAt }
      userErrors { field code message }
    }
  }
`);
const COMPLETE = graphql(`
  mutation CompleteRegistration($input: CompleteRegistrationInput!) {
    completeRegistration(input: $input) { userErrors { field code message } }
  }
`);

/** Registration in two steps: where a code goes, then the code and a password (ACC-12). */
export default function SignUp() {
  const { say } = useLocale();
  const { route } = useLocation();
  const { changed } = useSession();
  const { problems, setProblems, busy, send } = useForm();
  const [begun, setBegun] = useState<{ token: string; sent: Sent }>();
  const login = useRef('');
  const mutationId = useRef(crypto.randomUUID());

  async function start() {
    const done = await send(START, { input: { login: login.current } });
    if (!done?.registration) return;
    const { token, sentTo, expiresAt } = done.registration;
    setBegun({ token, sent: sentNow(sentTo, expiresAt) });
  }
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!begun) {
      login.current = textOf(form, 'login');
      return login.current ? start() : setProblems([{ field: 'login', text: say(texts.noLogin) }]);
    }
    const code = digitsOf(form, 'code');
    const wrong = [
      ...(code.length === 6 ? [] : [{ field: 'code', text: say(words.codeWrongShape) }]),
      ...shortness(form, 'password', say),
    ];
    if (wrong.length) return setProblems(wrong);
    const input = {
      token: begun.token,
      code,
      password: secretOf(form, 'password'),
      clientMutationId: mutationId.current,
    };
    if (!(await send(COMPLETE, { input }))) return;
    route(paths.records(), true);
    changed();
  }

  return (
    <Threshold title={say(texts.upTitle)} lead={say(begun ? texts.upCodeLead : texts.upLead)}>
      <form key={begun ? 'code' : 'login'} class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        {begun ? (
          <>
            <CodeBox
              sent={begun.sent}
              label={say(words.codeLabel)}
              problem={problemOf(problems, 'code')}
              onAgain={start}
            >
              <NewPassword name="password" problems={problems} />
              <Button type="submit" aria-disabled={busy}>
                {say(texts.register)}
              </Button>
            </CodeBox>
            <p class={forms.hint}>{say(texts.upMail)}</p>
            <Button
              quiet
              onClick={() => {
                setProblems([]);
                setBegun(undefined);
              }}
            >
              {say(texts.otherLogin)}
            </Button>
          </>
        ) : (
          <>
            <LoginField
              problems={problems}
              label={say(texts.login)}
              hint={say(texts.loginHint)}
              defaultValue={login.current}
            />
            <Button type="submit" aria-disabled={busy}>
              {say(texts.getCode)}
            </Button>
          </>
        )}
      </form>
      <Aside before={say(texts.already)} href={paths.signIn()}>
        {say(texts.signIn)}
      </Aside>
    </Threshold>
  );
}
