import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { NewPassword, shortness } from '../../session/NewPassword';
import { useProvenForm } from '../../session/Proof';
import { Button } from '../../ui/Basics';
import { secretOf } from '../../ui/formData';
import { SendForm } from '../../ui/SendForm';
import { texts } from './texts';

const CHANGE = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) { done userErrors { field code message } }
  }
`);

/** A new password; who one is has to be proved, by the old one or otherwise. */
export default function PasswordForm({ onEnd }: { onEnd: (changed?: boolean) => void }) {
  const { say } = useLocale();
  const form = useProvenForm();

  async function save(box: HTMLFormElement) {
    const short = shortness(box, 'newPassword', say);
    if (short.length) return form.setProblems(short);
    if (await form.send(CHANGE, { input: { newPassword: secretOf(box, 'newPassword') } })) onEnd(true);
  }

  return (
    <SendForm
      form={form}
      send={say(texts.save)}
      onSend={save}
      beside={
        <Button quiet onClick={() => onEnd()}>
          {say(texts.cancel)}
        </Button>
      }
    >
      <NewPassword name="newPassword" problems={form.problems} />
    </SendForm>
  );
}
