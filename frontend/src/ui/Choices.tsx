import { useLocale } from '../i18n/locale';
import { described, Labelled, Notes } from './Field';
import forms from './forms.module.css';
import { Group } from './Group';
import { texts } from './texts';

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string | undefined;
}
interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly options: readonly Option[];
  readonly defaultValue?: string | undefined;
  readonly onChange?: (value: string) => void;
}

/** One of a few, all in sight: for choices that have to be understood. */
export function Radios({ name, label, hint, problem, options, defaultValue, onChange }: Props) {
  return (
    <Group {...{ name, label, hint, problem }}>
      {options.map(({ value, text, hint: more }, index) => (
        <label key={value} class={forms.choice}>
          <input
            type="radio"
            name={name}
            id={index ? `${name}-${value}` : name}
            value={value}
            defaultChecked={value === defaultValue}
            onChange={onChange && (() => onChange(value))}
          />
          <span>
            {text}
            {more && <span class={forms.hint}>{more}</span>}
          </span>
        </label>
      ))}
    </Group>
  );
}

/** One of many, folded. The first line says that nothing is chosen yet. */
export function Select({ name, label, hint, problem, options, defaultValue, onChange }: Props) {
  const { say } = useLocale();
  return (
    <Labelled {...{ name, label, hint, problem }}>
      <select
        {...described({ name, hint, problem })}
        onChange={onChange && ((event) => onChange(event.currentTarget.value))}
      >
        <option value="">{say(texts.choose)}</option>
        {options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === defaultValue}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface CheckProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly defaultChecked?: boolean;
}

/** Yes or no: a consent, a wish. */
export function Check({ name, label, hint, problem, defaultChecked }: CheckProps) {
  return (
    <div class={problem ? `${forms.field} ${forms.fieldWrong}` : forms.field}>
      <Notes {...{ name, problem }} />
      <label class={forms.choice}>
        <input
          type="checkbox"
          value="yes"
          defaultChecked={defaultChecked}
          {...described({ name, problem })}
        />
        <span>
          {label}
          {hint && <span class={forms.hint}>{hint}</span>}
        </span>
      </label>
    </div>
  );
}
