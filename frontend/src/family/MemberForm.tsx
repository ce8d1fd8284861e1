import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { FamilyDocumentKind, FamilyRelationship, Sex } from '../gen/graphql';
import { helpFor } from '../i18n/help/help';
import { useLocale } from '../i18n/locale';
import { Radios } from '../ui/Choices';
import { DateField } from '../ui/DateField';
import { Field, type Problem, problemOf } from '../ui/Field';
import { dateOf, maybe, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { SendForm } from '../ui/SendForm';
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
export default function MemberForm({ way, form, claim, submit, onGiven, children }: Props) {
  const { say } = useLocale();
  const { problems, setProblems } = form;
  const { relationships, documents } = ASKS[way];
  const [kind, setKind] = useState<FamilyDocumentKind>(
    documents.find((one) => one === claim?.document.kind) ?? documents[0] ?? 'BIRTH_CERTIFICATE',
  );
  const help = problems.map(({ code }) => helpFor(code)).find(Boolean);

  function give(box: HTMLFormElement) {
    const relationship =
      relationships.find((one) => one === textOf(box, 'relationship')) ??
      relationships[1] ??
      relationships[0];
    const [birthDate, issuedOn] = [dateOf(box, 'birthDate'), dateOf(box, 'document.issuedOn')];
    const wrong: Problem[] = [];
    if (relationships.length > 1 && !textOf(box, 'relationship'))
      wrong.push({ field: 'relationship', text: say(texts.noRelation) });
    if (!birthDate || birthDate === 'wrong') wrong.push({ field: 'birthDate', text: say(texts.noDate) });
    if (issuedOn === 'wrong') wrong.push({ field: 'document.issuedOn', text: say(texts.noDate) });
    if (wrong.length || !birthDate || !relationship) return setProblems(wrong);
    onGiven({
      relationship,
      familyName: textOf(box, 'familyName'),
      givenName: textOf(box, 'givenName'),
      patronymic: maybe(textOf(box, 'patronymic')) ?? null,
      birthDate,
      sex: (maybe(textOf(box, 'sex')) as Sex | undefined) ?? null,
      document: {
        kind,
        number: written(kind, textOf(box, 'document.number')),
        issuedOn: issuedOn ?? null,
      },
      enp: maybe(textOf(box, 'enp')) ?? null,
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
    <SendForm form={form} send={submit} onSend={give} beside={children}>
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
    </SendForm>
  );
}
