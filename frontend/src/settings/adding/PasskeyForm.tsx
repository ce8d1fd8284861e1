import type { TargetedSubmitEvent } from 'preact';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { useProvenForm } from '../../session/Proof';
import { makePasskey } from '../../session/passkeys';
import { Button } from '../../ui/Basics';
import { ErrorSummary, Field, problemOf } from '../../ui/Field';
import { maybe, textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { texts } from './texts';

const START = graphql(`
  mutation StartPasskey {
    startPasskey { options userErrors { field code message } }
  }
`);
const CONFIRM = graphql(`
  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {
    confirmPasskey(input: $input) { secondFactor { id } userErrors { field code message } }
  }
`);

/** A passkey: the device makes it, its owner names it. */
export default function PasskeyForm({ onEnd }: { onEnd: (added?: boolean) => void }) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useProvenForm();

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = maybe(textOf(event.currentTarget, 'name'));
    const begun = await send(START, {});
    if (!begun) return;
    const passkey = await makePasskey(begun.options);
    if (passkey === undefined) return setProblems([{ text: say(texts.passkeyFailed) }]);
    if (await send(CONFIRM, { input: { passkey, name } })) onEnd(true);
  }

  return (
    <form class={forms.form} onSubmit={submit} noValidate>
      <ErrorSummary problems={problems} />
      <Field
        name="name"
        label={say(texts.passkeyName)}
        hint={say(texts.passkeyNameHint)}
        maxLength={60}
        problem={problemOf(problems, 'name')}
      />
      <div class={forms.filterActions}>
        <Button type="submit" aria-disabled={busy}>
          {say(texts.passkeyMake)}
        </Button>
        <Button quiet onClick={() => onEnd()}>
          {say(texts.cancel)}
        </Button>
      </div>
    </form>
  );
}
