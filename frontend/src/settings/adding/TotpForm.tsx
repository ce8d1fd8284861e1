import { useEffect, useRef, useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { useProvenForm } from '../../session/Proof';
import { texts as words } from '../../session/texts';
import { Button } from '../../ui/Basics';
import { Field, problemOf } from '../../ui/Field';
import { digitsOf } from '../../ui/formData';
import { QrCode } from '../../ui/QrCode';
import { SendForm } from '../../ui/SendForm';
import ui from '../../ui/ui.module.css';
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
  const form = useProvenForm();
  const [key, setKey] = useState<{ secret: string; uri: string }>();

  async function start() {
    const done = await form.send(START, {});
    if (done?.secret && done.uri) setKey({ secret: done.secret, uri: done.uri });
  }
  const first = useRef(start);
  useEffect(() => void first.current(), []);
  async function goOn(box: HTMLFormElement) {
    if (!key) return start();
    const code = digitsOf(box, 'factor-code');
    if (code.length !== 6)
      return form.setProblems([{ field: 'factor-code', text: say(words.codeWrongShape) }]);
    if (await form.send(CONFIRM, { input: { code } })) onEnd(true);
  }

  return (
    <SendForm
      form={form}
      send={say(key ? texts.enable : texts.add)}
      onSend={goOn}
      beside={
        <Button quiet onClick={() => onEnd()}>
          {say(texts.cancel)}
        </Button>
      }
    >
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
            problem={problemOf(form.problems, 'factor-code')}
          />
        </>
      )}
    </SendForm>
  );
}
