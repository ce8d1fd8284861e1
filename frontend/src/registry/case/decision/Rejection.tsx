import { useEffect, useRef } from 'preact/hooks';
import { texts as desk } from '../../../desk/texts';
import type { DecideAccessRequestInput, DecisionReason } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import { Area } from '../../../ui/Area';
import { Button } from '../../../ui/Basics';
import { Select } from '../../../ui/Choices';
import { Confirm } from '../../../ui/Confirm';
import { problemOf } from '../../../ui/Field';
import { maybe, textOf } from '../../../ui/formData';
import forms from '../../../ui/forms.module.css';
import type { Form } from '../../../ui/useForm';
import { texts as shared } from '../../texts';
import { texts as about } from '../texts';
import { texts } from './texts';
import { REASONS } from './words';

interface Props {
  readonly form: Form;
  /** What was typed, for as long as the case is open: Esc and a refusal lose nothing. */
  readonly kept: { reason: string; text: string };
  readonly onCancel: () => void;
  readonly onReject: (input: Omit<DecideAccessRequestInput, 'id'>) => void;
}

/** Why: a reason of the list, and a text for the applicant. */
export function Rejection({ form, kept, onCancel, onReject }: Props) {
  const { say } = useLocale();
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => document.getElementById('reason')?.focus(), []);
  const keep = () => {
    if (!box.current) return;
    kept.reason = textOf(box.current, 'reason');
    kept.text = textOf(box.current, 'text');
  };
  return (
    <form ref={box} class={forms.form} noValidate onInput={keep} onSubmit={(event) => event.preventDefault()}>
      <Select
        name="reason"
        label={say(texts.reason)}
        defaultValue={kept.reason}
        problem={problemOf(form.problems, 'reason')}
        options={Object.entries(REASONS).map(([value, text]) => ({ value, text: say(text) }))}
      />
      <Area
        name="text"
        label={say(texts.text)}
        hint={say(shared.textHint)}
        maxLength={2000}
        defaultValue={kept.text}
        problem={problemOf(form.problems, 'text')}
      />
      <div class={forms.filterActions}>
        <Confirm
          primary
          label={say(about.reject)}
          title={say(texts.rejectTitle)}
          confirm={say(about.reject)}
          busy={form.busy}
          onConfirm={() =>
            onReject({
              decision: 'REJECT',
              reason: (maybe(kept.reason) as DecisionReason | undefined) ?? null,
              text: kept.text,
            })
          }
        >
          <p>{say(shared.rejectText)}</p>
        </Confirm>
        <Button quiet onClick={onCancel}>
          {say(desk.cancel)}
        </Button>
      </div>
    </form>
  );
}
