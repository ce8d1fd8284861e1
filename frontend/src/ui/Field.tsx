import type { ComponentChildren, InputHTMLAttributes, TargetedEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import forms from './forms.module.css';

type InputProps = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'autoComplete'
  | 'autoCapitalize'
  | 'spellcheck'
  | 'inputMode'
  | 'pattern'
  | 'maxLength'
  | 'placeholder'
  | 'defaultValue'
  | 'accept'
  | 'onKeyDown'
> & { readonly type?: 'text' | 'password' | 'date' | 'tel' | 'email' | 'search' | 'file' | 'datetime-local' };
type Props = InputProps & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
};

/** What explains and corrects one control, under the ids by which `described` refers to it. */
export function Notes({ name, hint, problem }: Pick<Props, 'name' | 'hint' | 'problem'>) {
  return (
    <>
      {hint && (
        <span class={forms.hint} id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {problem && (
        <span class={forms.problem} id={`${name}-problem`}>
          {problem}
        </span>
      )}
    </>
  );
}

/** What names, explains and corrects one control; the control itself stands below. */
export function Labelled({
  name,
  label,
  hint,
  problem,
  children,
}: Pick<Props, 'name' | 'label' | 'hint' | 'problem'> & { readonly children: ComponentChildren }) {
  return (
    <div class={problem ? `${forms.field} ${forms.fieldWrong}` : forms.field}>
      <label for={name}>{label}</label>
      <Notes {...{ name, hint, problem }} />
      {children}
    </div>
  );
}

/** How a control is named and described, for those who hear the page. */
export function described({ name, hint, problem }: Pick<Props, 'name' | 'hint' | 'problem'>) {
  const texts = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ');
  return {
    id: name,
    name,
    'aria-invalid': problem ? (true as const) : undefined,
    'aria-describedby': texts || undefined,
  };
}

/** A labelled text box with its hint and its problem. */
export function Field({ name, label, hint, problem, ...input }: Props) {
  return (
    <Labelled {...{ name, label, hint, problem }}>
      <input {...(input as InputHTMLAttributes<HTMLInputElement>)} {...described({ name, hint, problem })} />
    </Labelled>
  );
}

export interface Problem {
  /** Name of the field to go to; absent for a problem of the whole form. */
  readonly field?: string;
  readonly text: string;
  /** The server's code, where it was the server that refused. */
  readonly code?: string;
  /** Where somebody has changed what the form is about: the version that stands now. */
  readonly currentId?: string;
}

/** All problems of a form above it, each a link to its field; takes the focus when it appears or changes. */
export function ErrorSummary({ problems }: { problems: readonly Problem[] }) {
  const { t } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length) box.current?.focus();
  }, [problems]);
  if (!problems.length) return null;
  return (
    <div ref={box} class={forms.summary} role="alert" tabIndex={-1}>
      <h2>{t('form.problem')}</h2>
      <ul>
        {problems.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            {field ? (
              <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
                {text}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The control, or the first of several, that a problem's field names. */
export const controlOf = (field: string): HTMLElement | null =>
  document.getElementById(field) ?? document.querySelector(`form [name="${CSS.escape(field)}"]`);

function goTo(event: TargetedEvent<HTMLElement>, field: string) {
  event.preventDefault();
  // Several forms of one page may have a control of this name.
  const own = event.currentTarget.closest('form')?.elements.namedItem(field);
  (own instanceof HTMLElement ? own : controlOf(field))?.focus();
}

export const problemOf = (problems: readonly Problem[], field: string) =>
  problems.find((problem) => problem.field === field)?.text;
