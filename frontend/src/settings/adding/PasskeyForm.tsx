import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { useProvenForm } from '../../session/Proof';
import { makePasskey } from '../../session/passkeys';
import { Button } from '../../ui/Basics';
import { Field, problemOf } from '../../ui/Field';
import { maybe, textOf } from '../../ui/formData';
import { SendForm } from '../../ui/SendForm';
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
  const form = useProvenForm();

  async function make(box: HTMLFormElement) {
    const name = maybe(textOf(box, 'name'));
    const begun = await form.send(START, {});
    if (!begun) return;
    const passkey = await makePasskey(begun.options);
    if (passkey === undefined) return form.setProblems([{ text: say(texts.passkeyFailed) }]);
    if (await form.send(CONFIRM, { input: { passkey, name } })) onEnd(true);
  }

  return (
    <SendForm
      form={form}
      send={say(texts.passkeyMake)}
      onSend={make}
      beside={
        <Button quiet onClick={() => onEnd()}>
          {say(texts.cancel)}
        </Button>
      }
    >
      <Field
        name="name"
        label={say(texts.passkeyName)}
        hint={say(texts.passkeyNameHint)}
        maxLength={60}
        problem={problemOf(form.problems, 'name')}
      />
    </SendForm>
  );
}
