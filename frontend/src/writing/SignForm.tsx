import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { ErrorSummary } from '../ui/Field';
import forms from '../ui/forms.module.css';
import type { Form } from '../ui/useForm';
import { Sign } from './Sign';

interface Props {
  readonly form: Form;
  readonly title: string;
  readonly onSign: (box: HTMLFormElement) => Promise<void>;
  readonly children: ComponentChildren;
}

/** What is written and signed at once, without a draft. */
export function SignForm({ form, title, onSign, children }: Props) {
  const box = useRef<HTMLFormElement>(null);
  return (
    <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
      <ErrorSummary problems={form.problems} />
      {children}
      <Sign title={title} busy={form.busy} onSign={() => box.current && void onSign(box.current)} />
    </form>
  );
}
