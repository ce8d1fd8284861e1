import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { FamilyDocumentKind, FamilyRelationship, Sex } from '../gen/graphql';
import { helpFor } from '../i18n/help/help';
import { useLocale } from '../i18n/locale';
import { Button } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { DateField } from '../ui/DateField';
import { ErrorSummary, Field, type Problem, problemOf } from '../ui/Field';
import { dateOf, maybe, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import type { Form } from '../ui/useForm';
import type { Claim } from './claim';
import { ASKS, type Given, type RouteName, written } from './routes';
import { texts } from './texts';

const KINDS = {
  BIRTH_CERTIFICATE: texts.certificate,
  FOREIGN_DOCUMENT: texts.foreign,
  PASSPORT: texts.passport,
};
const FORMATS = {
  BIRTH_CERTIFICATE: texts.certificateHint,
  FOREIGN_DOCUMENT: texts.foreignHint,
  PASSPORT: texts.passportHint,
};
const RELATIONS = { SON: texts.son, DAUGHTER: texts.daughter, WARD: texts.ward };

interface Props {
  readonly way: RouteName;
  readonly form: Form;
  /** What was entered before. */
  readonly claim?: Claim;
  readonly submit: string;
  readonly onGiven: (given: Given) => void;
  readonly children?: ComponentChildren;
}

/** Who the child or ward is, as the document has it. */
export default function MemberForm({
  way,
  form: { problems, setProblems, busy },
  claim,
  submit,
  onGiven,
  children,
}: Props) {
  const { say } = useLocale();
  const { relationships, documents } = ASKS[way];
  const [kind, setKind] = useState<FamilyDocumentKind>(
    documents.find((one) => one === claim?.document.kind) ?? documents[0] ?? 'BIRTH_CERTIFICATE',
  );
  const help = problems.map(({ code }) => helpFor(code)).find(Boolean);

  function give(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const relationship =
      relationships.find((one) => one === textOf(form, 'relationship')) ??
      relationships[1] ??
      relationships[0];
    const [birthDate, issuedOn] = [dateOf(form, 'birthDate'), dateOf(form, 'document.issuedOn')];
    const wrong: Problem[] = [];
    if (relationships.length > 1 && !textOf(form, 'relationship'))
      wrong.push({ field: 'relationship', text: say(texts.noRelation) });
    if (!birthDate || birthDate === 'wrong') wrong.push({ field: 'birthDate', text: say(texts.noDate) });
    if (issuedOn === 'wrong') wrong.push({ field: 'document.issuedOn', text: say(texts.noDate) });
    if (wrong.length || !birthDate || !relationship) return setProblems(wrong);
    onGiven({
      relationship,
      familyName: textOf(form, 'familyName'),
      givenName: textOf(form, 'givenName'),
      patronymic: maybe(textOf(form, 'patronymic')) ?? null,
      birthDate,
      sex: (maybe(textOf(form, 'sex')) as Sex | undefined) ?? null,
      document: {
        kind,
        number: written(kind, textOf(form, 'document.number')),
        issuedOn: issuedOn ?? null,
      },
      enp: maybe(textOf(form, 'enp')) ?? null,
    });
  }

  const text = (name: string, label: string, value: string | null | undefined, hint?: string) => (
    <Field
      name={name}
      label={label}
      hint={hint}
      defaultValue={value ?? ''}
      autoComplete="off"
      problem={problemOf(problems, name)}
    />
  );
  return (
    <form class={forms.form} onSubmit={give} noValidate>
      <ErrorSummary problems={problems} />
      {help && (
        <a class={`${forms.button} ${forms.quiet}`} href={help.href}>
          {say(help.text)}
        </a>
      )}
      {relationships.length > 1 && (
        <Radios
          name="relationship"
          label={say(texts.relation)}
          problem={problemOf(problems, 'relationship')}
          options={relationships.map((value: FamilyRelationship) => ({ value, text: say(RELATIONS[value]) }))}
          defaultValue={claim?.relationship}
        />
      )}
      {text('familyName', say(texts.familyName), claim?.familyName)}
      {text('givenName', say(texts.givenName), claim?.givenName)}
      {text('patronymic', say(texts.patronymic), claim?.patronymic, say(texts.patronymicHint))}
      <DateField
        name="birthDate"
        label={say(texts.birthDate)}
        defaultValue={claim?.birthDate}
        problem={problemOf(problems, 'birthDate')}
      />
      {way === 'guardian' && (
        <Radios
          name="sex"
          label={say(texts.sex)}
          problem={problemOf(problems, 'sex')}
          options={[
            { value: 'MALE', text: say(texts.boy) },
            { value: 'FEMALE', text: say(texts.girl) },
          ]}
          defaultValue={claim?.sex}
        />
      )}
      {documents.length > 1 && (
        <Radios
          name="document.kind"
          label={say(texts.document)}
          problem={problemOf(problems, 'document.kind')}
          options={documents.map((value) => ({ value, text: say(KINDS[value]) }))}
          defaultValue={kind}
          onChange={(value) => setKind(documents.find((one) => one === value) ?? kind)}
        />
      )}
      {text(
        'document.number',
        `${say(KINDS[kind])}: ${say(texts.number)}`,
        claim?.document.number,
        say(FORMATS[kind]),
      )}
      <DateField
        name="document.issuedOn"
        label={say(texts.issuedOn)}
        hint={say(texts.optional)}
        defaultValue={claim?.document.issuedOn ?? undefined}
        problem={problemOf(problems, 'document.issuedOn')}
      />
      {text('enp', say(texts.policy), claim?.enp, say(texts.optional))}
      <div class={forms.filterActions}>
        <Button type="submit" aria-disabled={busy}>
          {submit}
        </Button>
        {children}
      </div>
    </form>
  );
}
