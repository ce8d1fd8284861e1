import { useRef } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Area } from '../../ui/Area';
import { Confirm } from '../../ui/Confirm';
import { ErrorSummary, problemOf } from '../../ui/Field';
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
  const { problems, busy, send } = useForm();
  const once = useOnce();
  const box = useRef<HTMLFormElement>(null);
  async function lift() {
    if (!box.current) return;
    const given = { id: entryId, reason: textOf(box.current, 'reason') };
    if (await send(LIFT, { input: { ...given, clientMutationId: once.idOf(given) } })) again();
  }
  return (
    <details class={forms.fold}>
      <summary>{say(texts.threat)}</summary>
      <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary problems={problems} />
        <Area
          name="reason"
          label={say(texts.reason)}
          hint={say(texts.reasonHint)}
          rows={3}
          maxLength={500}
          problem={problemOf(problems, 'reason')}
        />
        <div class={forms.filterActions}>
          <Confirm
            label={say(texts.lift)}
            title={say(texts.liftTitle)}
            confirm={say(texts.lift)}
            busy={busy}
            onConfirm={() => void lift()}
          >
            <p>{say(texts.liftText)}</p>
          </Confirm>
        </div>
      </form>
    </details>
  );
}
