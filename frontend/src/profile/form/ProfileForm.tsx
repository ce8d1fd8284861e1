import { useRef, useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Button } from '../../ui/Basics';
import { Radios } from '../../ui/Choices';
import { DateField } from '../../ui/DateField';
import { Field, problemOf } from '../../ui/Field';
import { SendForm } from '../../ui/SendForm';
import { useForm } from '../../ui/useForm';
import type { FormProps } from '../Profile';
import { PassportFields } from './PassportFields';
import { statementOf } from './statement';
import { texts } from './texts';

const SAVE = graphql(`
  mutation SaveProfile($input: SaveProfileInput!) {
    saveProfile(input: $input) { profile { version } userErrors { field code message } }
  }
`);

/** What a person states about themself (REQ-04). What is known already needs no typing again. */
export default function ProfileForm({ profile, onSaved, onCancel }: FormProps) {
  const { say } = useLocale();
  const form = useForm();
  const [another, setAnother] = useState(!profile.passport);
  const mutationId = useRef(crypto.randomUUID());
  const problem = (field: string) => problemOf(form.problems, field);

  async function save(box: HTMLFormElement) {
    const found = statementOf(box, {
      snils: profile.maskedSnils != null,
      passport: !another,
    });
    if ('gaps' in found)
      return form.setProblems(
        found.gaps.map(({ field, is }) => {
          const label = texts[(field.split('.').at(-1) ?? '') as 'sex'] ?? texts.passport;
          const text = is === 'missing' ? texts.required : texts.wrongDate;
          return { field, text: say(text, { field: say(label) }) };
        }),
      );
    const input = {
      ...found.statement,
      version: profile.version,
      clientMutationId: mutationId.current,
    };
    if (!(await form.send(SAVE, { input }))) return;
    mutationId.current = crypto.randomUUID();
    onSaved();
  }

  const kept = (masked: string | null | undefined, hint: string) =>
    masked ? say(texts.keepHint, { masked }) : hint;
  return (
    <SendForm
      form={form}
      send={say(texts.save)}
      onSend={save}
      beside={
        onCancel && (
          <Button quiet onClick={onCancel}>
            {say(texts.cancel)}
          </Button>
        )
      }
    >
      {(['familyName', 'givenName', 'patronymic'] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={say(texts[name])}
          hint={name === 'patronymic' ? say(texts.patronymicHint) : undefined}
          autoComplete={
            name === 'familyName' ? 'family-name' : name === 'givenName' ? 'given-name' : 'additional-name'
          }
          defaultValue={profile[name] ?? ''}
          problem={problem(name)}
        />
      ))}
      <DateField
        name="birthDate"
        label={say(texts.birthDate)}
        autoComplete="bday"
        defaultValue={profile.birthDate ?? undefined}
        problem={problem('birthDate')}
      />
      <Radios
        name="sex"
        label={say(texts.sex)}
        options={(['FEMALE', 'MALE'] as const).map((value) => ({ value, text: say(texts[value]) }))}
        defaultValue={profile.sex ?? undefined}
        problem={problem('sex')}
      />
      <Field
        name="snils"
        label={say(texts.snils)}
        hint={kept(profile.maskedSnils, say(texts.snilsHint))}
        inputMode="numeric"
        problem={problem('snils')}
      />
      <PassportFields
        known={another ? undefined : profile.passport}
        onAnother={() => setAnother(true)}
        problem={problem}
      />
      <Field
        name="enp"
        label={say(texts.enp)}
        hint={kept(profile.maskedPolicyNumber, say(texts.enpHint))}
        inputMode="numeric"
        problem={problem('enp')}
      />
    </SendForm>
  );
}
