import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { useProvenForm } from '../../session/Proof';
import { texts as words } from '../../session/texts';
import { Button } from '../../ui/Basics';
import { ErrorSummary, Field, problemOf } from '../../ui/Field';
import { digitsOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import ui from '../../ui/ui.module.css';
import { QrCode } from './QrCode';
import { texts } from './texts';

const START = graphql(`
  mutation StartTotp {
    startTotp(input: {}) { secret uri userErrors { field code message } }
  }
`);
const CONFIRM = graphql(`
  mutation ConfirmTotp($input: ConfirmTotpInput!) {
    confirmTotp(input: $input) { secondFactor { id } userErrors { field code message } }
  }
`);

/** An authenticator application: its key, shown once, and a first code by it. */
export default function TotpForm({ onEnd }: { onEnd: (added?: boolean) => void }) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useProvenForm();
  const [key, setKey] = useState<{ secret: string; uri: string }>();

  async function start() {
    const done = await send(START, {});
    if (done?.secret && done.uri) setKey({ secret: done.secret, uri: done.uri });
  }
  const first = useRef(start);
  useEffect(() => void first.current(), []);
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!key) return start();
    const code = digitsOf(event.currentTarget, 'factor-code');
    if (code.length !== 6) return setProblems([{ field: 'factor-code', text: say(words.codeWrongShape) }]);
    if (await send(CONFIRM, { input: { code } })) onEnd(true);
  }

  return (
    <form class={forms.form} onSubmit={submit} noValidate>
      <ErrorSummary problems={problems} />
      {key && (
        <>
          <p>{say(texts.totpSteps)}</p>
          <QrCode text={key.uri} label={say(texts.totpQr)} />
          <p>
            <a class={ui.touch} href={key.uri}>
              {say(texts.totpOpen)}
            </a>
          </p>
          <p>
            {say(texts.totpKey)}: <code translate={false}>{key.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
          <Field
            name="factor-code"
            label={say(texts.totpCode)}
            hint={say(words.codeHint)}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            problem={problemOf(problems, 'factor-code')}
          />
        </>
      )}
      <div class={forms.filterActions}>
        <Button type="submit" aria-disabled={busy}>
          {say(key ? texts.enable : texts.add)}
        </Button>
        <Button quiet onClick={() => onEnd()}>
          {say(texts.cancel)}
        </Button>
      </div>
    </form>
  );
}
