import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { DiaryContext, DiaryEntryInput, DiaryMeasure, DiaryRuleFragment } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import { unitName } from '../../../norm/units';
import { Button } from '../../../ui/Basics';
import { Check, Select } from '../../../ui/Choices';
import { ErrorSummary, Field, type Problem, problemOf } from '../../../ui/Field';
import { figureOf, isChecked, maybe, textOf } from '../../../ui/formData';
import forms from '../../../ui/forms.module.css';
import { Segments } from '../../../ui/Segments';
import type { Form } from '../../../ui/useForm';
import { CONTEXT } from '../context';
import type { TypedEntry } from './documents';
import css from './entry.module.css';
import { clockOf, momentOf, typedOf } from './figures';
import { texts } from './texts';

interface Props {
  readonly rules: readonly DiaryRuleFragment[];
  readonly first: DiaryMeasure;
  readonly entry?: TypedEntry;
  readonly form: Form;
  readonly onGiven: (entry: DiaryEntryInput) => void;
}
const FOLDED = ['entry.measuredAt', 'entry.note'];

/** What is measured, its figures in large boxes, and what may be said beside. Limits are the server's. */
export function DiaryForm({ rules, first, entry, form, onGiven }: Props) {
  const { say, language } = useLocale();
  const { problems, setProblems, busy } = form;
  const [measure, setMeasure] = useState(first);
  const [unit, setUnit] = useState<string>();
  const [context, setContext] = useState<DiaryContext | ''>(entry?.context ?? '');
  const rule = rules.find((one) => one.measure === measure);
  if (!rule) return null;
  const { quantities, contexts } = rule;
  const clock = entry && clockOf(entry.measuredAt);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const box = event.currentTarget;
    const typed = quantities.map(({ field }) => [field, figureOf(textOf(box, `entry.${field}`))] as const);
    const wrong = typed.flatMap(([field, figure]): Problem[] =>
      figure === 'wrong' ? [{ field: `entry.${field}`, text: say(texts.noFigure) }] : [],
    );
    if (wrong.length) return setProblems(wrong);
    const at = textOf(box, 'entry.measuredAt');
    onGiven({
      measure,
      ...Object.fromEntries(typed),
      unit,
      context: contexts.find((one) => one === context),
      measuredAt: at === clock ? undefined : momentOf(at),
      origin: isChecked(box, 'entry.device') ? 'DEVICE' : entry?.origin === 'VOICE' ? 'VOICE' : 'MANUAL',
      note: maybe(textOf(box, 'entry.note')),
    });
  }

  return (
    <form id="write" class={forms.form} noValidate onSubmit={submit}>
      <ErrorSummary problems={problems} />
      <Select
        name="entry.measure"
        label={say(texts.measure)}
        options={rules.map((one) => ({ value: one.measure, text: one.name }))}
        defaultValue={measure}
        onChange={(value) => {
          const chosen = rules.find((one) => one.measure === value)?.measure;
          if (!chosen) return;
          setMeasure(chosen);
          setUnit(undefined);
          setProblems([]);
        }}
      />
      <div class={css.figures}>
        {quantities.map(({ field, name, unit: own, whole, alsoUnits, required }) => (
          <Field
            key={`${measure}.${field}`}
            name={`entry.${field}`}
            label={[name, say(unitName(alsoUnits.length && unit ? unit : own))].filter(Boolean).join(', ')}
            hint={required ? undefined : say(texts.optional)}
            inputMode={whole ? 'numeric' : 'decimal'}
            autoComplete="off"
            maxLength={12}
            defaultValue={
              entry?.measure === measure ? typedOf(entry[field as keyof TypedFigures], language) : ''
            }
            problem={problemOf(problems, `entry.${field}`)}
          />
        ))}
      </div>
      {quantities[0]?.alsoUnits.length ? (
        <Segments
          label={say(texts.unit)}
          options={[quantities[0].unit, ...quantities[0].alsoUnits].map((one) => [one, say(unitName(one))])}
          value={unit ?? quantities[0].unit}
          onChange={setUnit}
        />
      ) : null}
      {contexts.length > 0 && (
        <Segments<DiaryContext | ''>
          label={say(texts.context)}
          options={[['', say(texts.noContext)], ...contexts.map((one) => [one, say(CONTEXT[one])] as const)]}
          value={context}
          onChange={setContext}
        />
      )}
      <details class={forms.fold} open={FOLDED.some((field) => problemOf(problems, field))}>
        <summary>{say(texts.more)}</summary>
        <div class={forms.form}>
          <Field
            name="entry.measuredAt"
            type="datetime-local"
            label={say(texts.when)}
            hint={say(entry ? texts.moscow : texts.nowHint)}
            defaultValue={clock}
            problem={problemOf(problems, 'entry.measuredAt')}
          />
          <Check name="entry.device" label={say(texts.device)} defaultChecked={entry?.origin === 'DEVICE'} />
          <Field
            name="entry.note"
            label={say(texts.note)}
            hint={say(texts.optional)}
            maxLength={1000}
            defaultValue={entry?.note ?? ''}
            problem={problemOf(problems, 'entry.note')}
          />
        </div>
      </details>
      <Button type="submit" aria-disabled={busy}>
        {say(texts.save)}
      </Button>
    </form>
  );
}

type TypedFigures = Pick<TypedEntry, 'value' | 'valueSecond' | 'pulse' | 'minutes' | 'intensity'>;
