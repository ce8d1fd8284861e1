import type { ComponentChildren } from 'preact';
import { Button } from './Basics';
import { ErrorSummary } from './Field';
import forms from './forms.module.css';
import type { Form } from './useForm';

interface Props {
  readonly form: Pick<Form, 'problems' | 'busy'>;
  /** What the button says: the deed. */
  readonly send: string;
  /** Where the deed is not what the page is for. */
  readonly quiet?: boolean;
  readonly onSend: (box: HTMLFormElement) => unknown;
  readonly children: ComponentChildren;
  /** What else may be done, beside the button. */
  readonly beside?: ComponentChildren;
}

/** A form as all are: its problems above, its inputs, and the button that sends it. */
export function SendForm({ form, send, quiet, onSend, children, beside }: Props) {
  return (
    <form
      class={forms.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSend(event.currentTarget);
      }}
    >
      <ErrorSummary problems={form.problems} />
      {children}
      <div class={forms.filterActions}>
        <Button type="submit" quiet={quiet ?? false} aria-disabled={form.busy}>
          {send}
        </Button>
        {beside}
      </div>
    </form>
  );
}
