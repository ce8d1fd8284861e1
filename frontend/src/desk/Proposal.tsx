import { useId } from 'preact/hooks';
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

interface Props {
  readonly label: string;
  readonly form: Form;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onSend: (reason: string) => Promise<unknown>;
}

/**
 * A deed that wants its reason: the form opens in the place of the button, and keeps what is typed until it is done. While
 * it is open, it is the form that says what was refused.
 */
export function WithReason({ label, form, open, onOpen, onSend }: Props) {
  const { say } = useLocale();
  const id = useId();
  if (!open)
    return (
      <Button quiet onClick={() => onOpen(true)}>
        {label}
      </Button>
    );
  return (
    <SendForm
      form={form}
      send={label}
      onSend={(box) => onSend(textOf(box, 'reason'))}
      beside={
        <Button quiet onClick={() => onOpen(false)}>
          {say(texts.cancel)}
        </Button>
      }
    >
      <Area
        id={id}
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
