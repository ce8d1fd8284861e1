import type { TargetedSubmitEvent } from 'preact';
import { useLocation } from 'preact-iso';
import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { useSession } from '../../session/session';
import { Button } from '../../ui/Basics';
import { ErrorSummary, Field, type Problem, problemOf } from '../../ui/Field';
import forms from '../../ui/forms.module.css';
import { Page } from '../../ui/Page';
import shell from '../../ui/shell.module.css';
import css from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import { LoginField } from '../LoginField';
import { texts as entrance } from '../texts';
import { texts } from './texts';

const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { secondFactorRequired userErrors { field code message } }
  }
`);
const PROVIDERS = graphql(`
  query SignInProviders {
    signInProviders { name title }
  }
`);
const THROUGH = graphql(`
  mutation SignInThroughProvider($input: StartProviderSignInInput!) {
    startProviderSignIn(input: $input) { authorizationUrl userErrors { field code message } }
  }
`);

/** Login and password, or an outside service. What was typed stays typed, whatever happens. */
export default function SignIn() {
  const providers = useRead(PROVIDERS, {});
  const { say } = useLocale();
  const { gate, begin, changed } = useSession();
  const { path, route } = useLocation();
  const { problems, setProblems, busy, send } = useForm();

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const login = String(form.get('login') ?? '').trim();
    const password = String(form.get('password') ?? '');
    const missing: Problem[] = [];
    if (!login) missing.push({ field: 'login', text: say(texts.noLogin) });
    if (!password) missing.push({ field: 'password', text: say(texts.noPassword) });
    if (missing.length) return setProblems(missing);
    const done = await send(SIGN_IN, { input: { login, password } });
    if (!done) return;
    if (done.secondFactorRequired) return begin('secondFactor');
    if (path === paths.signIn()) route(paths.records(), true);
    changed();
  }

  async function through(provider: string) {
    const done = await send(THROUGH, { input: { provider, add: false } });
    if (done?.authorizationUrl) location.assign(done.authorizationUrl);
  }

  return (
    <div class={shell.narrow}>
      <Page
        title={say(texts.title)}
        heading={say(texts.title)}
        lead={say(gate === 'away' ? texts.away : texts.lead)}
      >
        <form class={forms.form} onSubmit={submit} noValidate>
          <ErrorSummary problems={problems} />
          <LoginField problems={problems} label={say(entrance.anyLogin)} />
          <Field
            name="password"
            type="password"
            label={say(texts.password)}
            autoComplete="current-password"
            problem={problemOf(problems, 'password')}
          />
          <Button type="submit" aria-disabled={busy}>
            {say(busy ? texts.submitting : texts.submit)}
          </Button>
          {providers.state === 'ready' &&
            providers.data.signInProviders.map(({ name, title }) => (
              <Button quiet key={name} aria-disabled={busy} onClick={() => through(name)}>
                {say(texts.through, { title })}
              </Button>
            ))}
        </form>
        <div class={forms.ways}>
          <Way href={paths.reset()}>{say(texts.forgot)}</Way>
          <Way href={paths.recovery()}>{say(texts.lost)}</Way>
          <Way before={say(texts.new)} href={paths.signUp()}>
            {say(texts.register)}
          </Way>
        </div>
      </Page>
    </div>
  );
}

const Way = ({ before, href, children }: { before?: string; href: string; children: string }) => (
  <p>
    {before}{' '}
    <a class={css.touch} href={href}>
      {children}
    </a>
  </p>
);
