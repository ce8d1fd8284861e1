import type { ComponentChildren } from 'preact';
import { described, Notes } from './Field';
import forms from './forms.module.css';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly children: ComponentChildren;
}

/** Several controls that answer one question. */
export function Group({ name, label, hint, problem, children }: Props) {
  return (
    <fieldset
      class={problem ? `${forms.field} ${forms.fieldWrong}` : forms.field}
      aria-describedby={described({ name, hint, problem })['aria-describedby']}
    >
      <legend>{label}</legend>
      <Notes {...{ name, hint, problem }} />
      {children}
    </fieldset>
  );
}
