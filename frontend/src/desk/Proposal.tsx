import { useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button } from '../ui/Basics';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { Notice } from '../ui/Notice';
import { SendForm } from '../ui/SendForm';
import ui from '../ui/ui.module.css';
import type { Form } from '../ui/useForm';
import { texts } from './texts';

/** A deed that wants its reason: the form opens below the button, and keeps what is typed until it is done. */
export function WithReason({
  label,
  form,
  onSend,
}: {
  label: string;
  form: Form;
  onSend: (reason: string) => Promise<unknown>;
}) {
  const { say } = useLocale();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button quiet onClick={() => setOpen(true)}>
        {label}
      </Button>
    );
  return (
    <SendForm
      form={form}
      send={label}
      onSend={(box) => onSend(textOf(box, 'reason'))}
      beside={
        <Button quiet onClick={() => setOpen(false)}>
          {say(texts.cancel)}
        </Button>
      }
    >
      <Area
        name="reason"
        label={say(texts.reason)}
        hint={say(texts.reasonHint)}
        rows={2}
        maxLength={500}
        problem={problemOf(form.problems, 'reason')}
      />
    </SendForm>
  );
}

/** Why the one who proposed cannot confirm. */
export function OwnProposal() {
  const { say } = useLocale();
  return (
    <div class={ui.actions}>
      <Notice>
        <p>{say(texts.mine)}</p>
      </Notice>
    </div>
  );
}
