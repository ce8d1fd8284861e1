import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import type { WaysToProveQuery } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Button } from '../../ui/Basics';
import { ErrorSummary, Field } from '../../ui/Field';
import { digitsOf, secretOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { Segments } from '../../ui/Segments';
import { LoadedPart } from '../../ui/States';
import { texts as ui } from '../../ui/texts';
import { useForm } from '../../ui/useForm';
import { CodeBox, type Sent, sentNow, useCodeUnderWay } from '../CodeBox';
import { askPasskey } from '../passkeys';
import { texts as words } from '../texts';
import { texts } from './texts';

const WAYS = graphql(`
  query WaysToProve {
    viewer { contacts { maskedPhone } secondFactors { kind } }
  }
`);
const CODE = graphql(`
  mutation RequestReauthenticationCode {
    requestReauthenticationCode { sentTo expiresAt userErrors { field code message } }
  }
`);
const PASSKEY = graphql(`
  mutation RequestReauthenticationPasskey {
    requestReauthenticationPasskey { options userErrors { field code message } }
  }
`);
const PROVE = graphql(`
  mutation Reauthenticate($input: ReauthenticateInput!) {
    reauthenticate(input: $input) { freshUntil userErrors { field code message } }
  }
`);
type Way = 'password' | 'code' | 'passkey';
interface Props {
  readonly onEnd: (proven: boolean) => void;
}

/** Proves again who one is: by the password, a code, or a passkey. */
export default function ProofForm({ onEnd }: Props) {
  const { say } = useLocale();
  const read = useRead(WAYS, {});
  return (
    <>
      <h2 id="proof">{say(texts.proofTitle)}</h2>
      <p>{say(texts.proofLead)}</p>
      <LoadedPart read={read}>{({ viewer }) => viewer && <Ways viewer={viewer} onEnd={onEnd} />}</LoadedPart>
    </>
  );
}

function Ways({ viewer, onEnd }: Props & { viewer: NonNullable<WaysToProveQuery['viewer']> }) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  const asking = useForm();
  const [way, setWay] = useState<Way>('password');
  const [sent, setSent] = useState<Sent>();
  const underWay = useCodeUnderWay(sent, asking.problems);
  const phone = viewer.contacts.maskedPhone;
  const has = (kind: string) => viewer.secondFactors.some((factor) => factor.kind === kind);
  const ways: (readonly [Way, string])[] = [['password', say(texts.byPassword)]];
  if (phone || has('TOTP')) ways.push(['code', say(texts.byCode)]);
  if (has('PASSKEY')) ways.push(['passkey', say(texts.byPasskey)]);

  async function prove(input: { password?: string; code?: string; passkey?: unknown }) {
    if (await send(PROVE, { input })) onEnd(true);
  }
  async function request() {
    setProblems([]);
    const done = await asking.send(CODE, {});
    if (done) setSent(sentNow(done.sentTo, done.expiresAt));
  }
  async function byPasskey() {
    const asked = await send(PASSKEY, {});
    if (!asked) return;
    const passkey = await askPasskey(asked.options);
    if (passkey === undefined) return setProblems([{ text: say(texts.noPasskey) }]);
    await prove({ passkey });
  }
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (way === 'passkey') return byPasskey();
    if (way === 'password') {
      const password = secretOf(form, 'proof-password');
      return password ? prove({ password }) : setProblems([{ text: say(texts.noPassword) }]);
    }
    const code = digitsOf(form, 'proof-code');
    return code.length === 6 ? prove({ code }) : setProblems([{ text: say(words.codeWrongShape) }]);
  }

  // The page below has fields of its own names: what the server says stands here, above this form alone.
  const told = (problems.length ? problems : asking.problems).map(({ text }) => ({ text }));
  const confirm = (
    <Button type="submit" aria-disabled={busy}>
      {say(way === 'passkey' ? texts.usePasskey : texts.confirm)}
    </Button>
  );
  return (
    <form class={forms.form} onSubmit={submit} noValidate>
      <ErrorSummary problems={told} />
      {ways.length > 1 && (
        <Segments
          label={say(texts.proofWay)}
          options={ways}
          value={way}
          onChange={(next) => {
            setProblems([]);
            setWay(next);
          }}
        />
      )}
      {way === 'password' && (
        <Field
          name="proof-password"
          type="password"
          label={say(texts.password)}
          autoComplete="current-password"
        />
      )}
      {way === 'code' &&
        (underWay ? (
          <CodeBox
            sent={underWay}
            name="proof-code"
            label={say(has('TOTP') ? texts.smsOrAppCode : words.codeLabel)}
            onAgain={request}
          >
            {confirm}
          </CodeBox>
        ) : (
          <>
            {has('TOTP') && (
              <Field
                name="proof-code"
                label={say(texts.appCode)}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={7}
              />
            )}
            {has('TOTP') && confirm}
            {phone && (
              <Button quiet aria-disabled={asking.busy} onClick={request}>
                {say(texts.sendCode, { phone })}
              </Button>
            )}
          </>
        ))}
      {way !== 'code' && confirm}
      <Button quiet onClick={() => onEnd(false)}>
        {say(ui.keep)}
      </Button>
    </form>
  );
}
