import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Confirm } from './Confirm';
import { ErrorSummary } from './Field';
import forms from './forms.module.css';
import type { Form } from './useForm';

interface Props {
  readonly form: Pick<Form, 'problems' | 'busy'>;
  /** What the button says: the deed. */
  readonly send: string;
  /** What the dialog asks, and what it says will happen. */
  readonly title: string;
  readonly text: string;
  /** What the dialog's own button says, where it is not `send`. */
  readonly confirm?: string;
  /** The one thing that the page is for. */
  readonly primary?: boolean;
  readonly onSend: (box: HTMLFormElement) => unknown;
  readonly children: ComponentChildren;
  /** What else may be done, beside the button. */
  readonly beside?: ComponentChildren;
}

/** A form for what cannot be taken back: it is sent once a dialog has asked again, and never by Enter. */
export function ConfirmForm({ form, send, title, text, confirm, primary, onSend, children, beside }: Props) {
  const box = useRef<HTMLFormElement>(null);
  return (
    <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
      <ErrorSummary problems={form.problems} />
      {children}
      <div class={forms.filterActions}>
        <Confirm
          label={send}
          title={title}
          confirm={confirm ?? send}
          busy={form.busy}
          primary={primary ?? false}
          onConfirm={() => box.current && void onSend(box.current)}
        >
          <p>{text}</p>
        </Confirm>
        {beside}
      </div>
    </form>
  );
}
