import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useSend } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { adviceOf } from '../i18n/reasons';
import { Button } from '../ui/Basics';
import { ErrorSummary, Field, type Problem, problemOf } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import shell from '../ui/shell.module.css';
import { useSession } from './session';

const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { secondFactorRequired userErrors { field code message } }
  }
`);

/** Login and password. What was typed stays typed, whatever happens. */
export default function SignIn() {
  const { t } = useLocale();
  const { gate, begin } = useSession();
  const send = useSend();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const login = String(form.get('login') ?? '').trim();
    const password = String(form.get('password') ?? '');
    const missing: Problem[] = [];
    if (!login) missing.push({ field: 'login', text: t('signIn.noLogin') });
    if (!password) missing.push({ field: 'password', text: t('signIn.noPassword') });
    if (missing.length) return setProblems(missing);
    setBusy(true);
    const answer = await send(SIGN_IN, { input: { login, password } });
    setBusy(false);
    if ('failure' in answer) {
      return setProblems([{ text: adviceOf(answer.failure, t) }]);
    }
    const wrong = answer.data.signIn.userErrors.map(({ field, message }) => {
      const name = field?.at(-1);
      return { text: message, ...(name === 'login' || name === 'password' ? { field: name } : {}) };
    });
    if (wrong.length) return setProblems(wrong);
    begin();
  }

  return (
    <div class={shell.narrow}>
      <Page
        title={t('signIn.title')}
        heading={t('signIn.title')}
        lead={t(gate === 'away' ? 'signIn.away' : 'signIn.lead')}
      >
        <form class={forms.form} onSubmit={submit} noValidate>
          <ErrorSummary problems={problems} />
          <Field
            name="login"
            label={t('signIn.login')}
            autoComplete="username"
            autoCapitalize="none"
            spellcheck={false}
            problem={problemOf(problems, 'login')}
          />
          <Field
            name="password"
            type="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            problem={problemOf(problems, 'password')}
          />
          <Button type="submit" aria-disabled={busy}>
            {t(busy ? 'signIn.submitting' : 'signIn.submit')}
          </Button>
        </form>
      </Page>
    </div>
  );
}
