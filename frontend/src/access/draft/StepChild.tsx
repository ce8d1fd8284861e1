import { useLocale } from '../../i18n/locale';
import { Field, problemOf } from '../../ui/Field';
import { maybe, textOf } from '../../ui/formData';
import type { StepProps } from '../request';
import { SaveForm } from './SaveForm';
import { texts } from './texts';

const FIELDS = [
  ['familyName', texts.familyName],
  ['givenName', texts.givenName],
  ['patronymic', texts.patronymic],
  ['certificate', texts.certificate],
] as const;

/** A child's names or certificate that have changed (REQ-14): what is left empty stays as it is. */
export default function StepChild(props: StepProps) {
  const { say } = useLocale();
  const child = props.request.changes?.child;
  return (
    <SaveForm
      {...props}
      given={(form) => {
        const given = Object.fromEntries(
          FIELDS.map(([name]) => [name, maybe(textOf(form, `child.${name}`))]),
        );
        return { child: Object.values(given).some(Boolean) ? given : null };
      }}
    >
      {(problems) => (
        <>
          <p>{say(texts.childHint)}</p>
          {FIELDS.map(([name, label]) => (
            <Field
              key={name}
              name={`child.${name}`}
              label={say(label)}
              defaultValue={child?.[name] ?? ''}
              problem={problemOf(problems, `child.${name}`)}
            />
          ))}
        </>
      )}
    </SaveForm>
  );
}
