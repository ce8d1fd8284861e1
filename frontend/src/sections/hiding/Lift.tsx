import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Area } from '../../ui/Area';
import { ConfirmForm } from '../../ui/ConfirmForm';
import { problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { useForm } from '../../ui/useForm';
import { useOnce } from '../../ui/useOnce';
import { texts } from './texts';

const LIFT = graphql(`
  mutation LiftHiding($input: LiftHidingInput!) {
    liftHiding(input: $input) { id userErrors { field code message currentId } }
  }
`);

/** For a threat to life alone, with the reason, and once more asked: it cannot be taken back. */
export function Lift({ entryId, again }: { entryId: string; again: () => void }) {
  const { say } = useLocale();
  const form = useForm();
  const once = useOnce();
  async function lift(box: HTMLFormElement) {
    const given = { id: entryId, reason: textOf(box, 'reason') };
    if (await form.send(LIFT, { input: { ...given, clientMutationId: once.idOf(given) } })) again();
  }
  return (
    <details class={forms.fold}>
      <summary>{say(texts.threat)}</summary>
      <ConfirmForm
        form={form}
        send={say(texts.lift)}
        title={say(texts.liftTitle)}
        text={say(texts.liftText)}
        onSend={lift}
      >
        <Area
          name="reason"
          label={say(texts.reason)}
          hint={say(texts.reasonHint)}
          rows={3}
          maxLength={500}
          problem={problemOf(form.problems, 'reason')}
        />
      </ConfirmForm>
    </details>
  );
}
