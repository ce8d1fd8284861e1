import { useRef, useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button } from '../ui/Basics';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
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
  const box = useRef<HTMLFormElement>(null);
  if (!open)
    return (
      <Button quiet onClick={() => setOpen(true)}>
        {label}
      </Button>
    );
  return (
    <form
      ref={box}
      class={forms.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (box.current) void onSend(textOf(box.current, 'reason'));
      }}
    >
      <ErrorSummary problems={form.problems} />
      <Area
        name="reason"
        label={say(texts.reason)}
        hint={say(texts.reasonHint)}
        rows={2}
        maxLength={500}
        problem={problemOf(form.problems, 'reason')}
      />
      <div class={forms.filterActions}>
        <Button type="submit" aria-disabled={form.busy}>
          {label}
        </Button>
        <Button quiet onClick={() => setOpen(false)}>
          {say(texts.cancel)}
        </Button>
      </div>
    </form>
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
