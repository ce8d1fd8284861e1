import type { IdentifierKind, PersonKeyInput } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Select } from '../ui/Choices';
import { DateField } from '../ui/DateField';
import { Field, type Problem, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import css from './desk.module.css';
import { texts } from './texts';
import { DOCUMENTS } from './words';

interface Props {
  /** Names of the inputs begin so. */
  readonly name: string;
  readonly legend: string;
  readonly problems: readonly Problem[];
}

/** One person by a whole identifier and the birth date: never by name. */
export function PersonKey({ name, legend, problems }: Props) {
  const { say } = useLocale();
  return (
    <fieldset class={css.person} id={name} tabIndex={-1}>
      <legend>{legend}</legend>
      <Select
        name={`${name}.kind`}
        label={say(texts.document)}
        defaultValue="SNILS"
        problem={problemOf(problems, `${name}.kind`)}
        options={(['SNILS', 'PASSPORT', 'BIRTH_CERTIFICATE', 'ENP', 'FOREIGN_DOCUMENT'] as const).map(
          (kind) => ({
            value: kind,
            text: say(DOCUMENTS[kind]),
          }),
        )}
      />
      <Field
        name={`${name}.number`}
        label={say(texts.number)}
        autoComplete="off"
        problem={problemOf(problems, `${name}.number`)}
      />
      <DateField
        name={`${name}.birthDate`}
        label={say(texts.born)}
        problem={problemOf(problems, `${name}.birthDate`)}
      />
    </fieldset>
  );
}

/** The key as typed; its day comes from `daysOf`. */
export const keyOf = (form: HTMLFormElement, name: string, birthDate: string | null): PersonKeyInput => ({
  kind: (textOf(form, `${name}.kind`) || 'SNILS') as IdentifierKind,
  number: textOf(form, `${name}.number`),
  birthDate: birthDate ?? '',
});
