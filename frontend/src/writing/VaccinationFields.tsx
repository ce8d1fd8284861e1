import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { DateField } from '../ui/DateField';
import { Field } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { Infections } from './Infections';
import type { FieldsProps } from './sheet';
import { texts } from './texts';

export const VACCINE_TEXTS = ['vaccineName', 'doseLabel', 'series'] as const;
/** What is rare, or known only later. */
export const VACCINE_REST = ['route', 'site', 'manufacturer', 'reactionLocal', 'reactionGeneral'] as const;

/** The boxes of a vaccination; what is rare lies folded. */
export function VaccinationFields({ typed, problem }: FieldsProps) {
  const { say } = useLocale();
  const field = (
    name: (typeof VACCINE_TEXTS)[number] | (typeof VACCINE_REST)[number] | 'doseMl',
    hint?: string,
  ) => (
    <Field
      key={name}
      name={`content.${name}`}
      label={say(texts[name])}
      hint={hint}
      autoComplete="off"
      defaultValue={typed[name]}
      problem={problem(name)}
    />
  );
  const day = (name: 'givenOn' | 'expiresOn', hint?: string) => (
    <DateField
      name={`content.${name}`}
      label={say(texts[name])}
      hint={hint}
      defaultValue={typed[name]}
      problem={problem(name)}
    />
  );
  return (
    <Card>
      <div class={forms.form}>
        {field('vaccineName')}
        <Infections typed={typed} problem={problem} />
        {field('doseLabel', say(texts.doseHint))}
        {field('series')}
        {day('givenOn', say(texts.todayHint))}
        <details class={forms.fold}>
          <summary>{say(texts.more)}</summary>
          <div class={forms.form}>
            {field('doseMl')}
            {day('expiresOn')}
            {VACCINE_REST.map((name) => field(name))}
          </div>
        </details>
      </div>
    </Card>
  );
}
