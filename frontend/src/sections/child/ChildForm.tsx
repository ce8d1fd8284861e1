import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { ChildDataInput, ChildDataKind, Severity } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Area } from '../../ui/Area';
import { Button } from '../../ui/Basics';
import { Radios } from '../../ui/Choices';
import { ErrorSummary, Field, problemOf } from '../../ui/Field';
import { maybe, textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import type { Form } from '../../ui/useForm';
import { SEVERITY } from '../names';
import type { TypedEntry } from './documents';
import { FIELDS } from './fields';
import { texts } from './texts';

interface Props {
  readonly entry?: TypedEntry;
  readonly form: Form;
  readonly onGiven: (entry: ChildDataInput) => void;
}

const KINDS = {
  ALLERGY: texts.allergy,
  MEDICATION: texts.medication,
  INJURY: texts.injury,
  OPERATION: texts.operation,
  OTHER: texts.other,
};
const WHAT: Record<ChildDataKind, typeof texts.what> = {
  ALLERGY: texts.what,
  MEDICATION: texts.whichMedicine,
  INJURY: texts.whichInjury,
  OPERATION: texts.whichOperation,
  OTHER: texts.whichOther,
};

/** What parents know of their child: first what it is about, then the few fields of that. */
export function ChildForm({ entry, form: { problems, busy }, onGiven }: Props) {
  const { say } = useLocale();
  const [kind, setKind] = useState<ChildDataKind>(entry?.kind ?? 'ALLERGY');
  const fields = FIELDS[kind];
  const at = (name: keyof ChildDataInput) => ({
    name: `entry.${name}`,
    problem: problemOf(problems, `entry.${name}`),
    defaultValue: entry?.[name] ?? '',
  });
  const text = (name: 'substance' | 'name' | 'reaction' | 'dose', label: string, hint?: string) =>
    fields.includes(name) && (
      <Field key={`${kind}.${name}`} {...at(name)} label={label} hint={hint} maxLength={200} />
    );
  const day = (name: 'occurredOn' | 'periodFrom' | 'periodUntil', label: string) =>
    fields.includes(name) && (
      <Field key={name} {...at(name)} type="date" label={label} hint={say(texts.optional)} />
    );

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const box = event.currentTarget;
    const typed = [...fields, 'note' as const].map((name) => [name, maybe(textOf(box, `entry.${name}`))]);
    onGiven({ ...Object.fromEntries(typed), kind });
  }

  return (
    <form id="write" class={forms.form} noValidate onSubmit={submit}>
      <ErrorSummary problems={problems} />
      <Radios
        name="entry.kind"
        label={say(texts.kind)}
        options={Object.entries(KINDS).map(([value, name]) => ({ value, text: say(name) }))}
        defaultValue={kind}
        onChange={(value) => setKind(value as ChildDataKind)}
      />
      {text('substance', say(WHAT[kind]))}
      {text('name', say(WHAT[kind]))}
      {text('reaction', say(texts.reaction), say(texts.reactionHint))}
      {text('dose', say(texts.dose), say(texts.doseHint))}
      {fields.includes('severity') && (
        <Radios
          {...at('severity')}
          label={say(texts.severity)}
          hint={say(texts.optional)}
          options={(Object.keys(SEVERITY) as Severity[]).map((value) => ({
            value,
            text: say(SEVERITY[value]),
          }))}
        />
      )}
      {day('occurredOn', say(texts.occurredOn))}
      {day('periodFrom', say(texts.periodFrom))}
      {day('periodUntil', say(texts.periodUntil))}
      <Area {...at('note')} label={say(texts.note)} hint={say(texts.optional)} rows={3} maxLength={2000} />
      <Button type="submit" aria-disabled={busy}>
        {say(texts.save)}
      </Button>
    </form>
  );
}
