import type { TargetedSubmitEvent } from 'preact';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { NewPassword, shortness } from '../../session/NewPassword';
import { useProvenForm } from '../../session/Proof';
import { Button } from '../../ui/Basics';
import { ErrorSummary } from '../../ui/Field';
import { secretOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { texts } from './texts';

const CHANGE = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) { done userErrors { field code message } }
  }
`);

/** A new password; who one is has to be proved, by the old one or otherwise. */
export default function PasswordForm({ onEnd }: { onEnd: (changed?: boolean) => void }) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useProvenForm();

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const short = shortness(form, 'newPassword', say);
    if (short.length) return setProblems(short);
    if (await send(CHANGE, { input: { newPassword: secretOf(form, 'newPassword') } })) onEnd(true);
  }

  return (
    <form class={forms.form} onSubmit={submit} noValidate>
      <ErrorSummary problems={problems} />
      <NewPassword name="newPassword" problems={problems} />
      <div class={forms.filterActions}>
        <Button type="submit" aria-disabled={busy}>
          {say(texts.save)}
        </Button>
        <Button quiet onClick={() => onEnd()}>
          {say(texts.cancel)}
        </Button>
      </div>
    </form>
  );
}
