import { useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button, Card } from '../ui/Basics';
import { DateField } from '../ui/DateField';
import { Field } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { Group } from '../ui/Group';
import { linesOf, MOST_RESULTS } from './results';
import type { FieldsProps } from './sheet';
import { texts } from './texts';
import css from './writing.module.css';

const PARTS = ['name', 'value', 'unit', 'referenceLow', 'referenceHigh'] as const;

/** The boxes of a laboratory report; more lines come as they are needed. */
export function LabFields({ typed, problem }: FieldsProps) {
  const { say } = useLocale();
  const [rows, setRows] = useState(() => Math.max(3, linesOf(typed)));
  const text = (name: string) => typed[name] ?? '';
  const field = (name: 'title' | 'specimen' | 'profile' | 'orderNumber', label: string) => (
    <Field
      name={`content.${name}`}
      label={label}
      autoComplete="off"
      defaultValue={text(name)}
      problem={problem(name)}
    />
  );
  return (
    <>
      <Card>
        <div class={forms.form}>
          {field('title', say(texts.labTitle))}
          {field('specimen', say(texts.specimen))}
          <DateField
            name="content.collectedOn"
            label={say(texts.collected)}
            defaultValue={text('collectedOn')}
            problem={problem('collectedOn')}
          />
          <details class={forms.fold}>
            <summary>{say(texts.more)}</summary>
            <div class={forms.form}>
              {field('profile', say(texts.profile))}
              {field('orderNumber', say(texts.orderNumber))}
            </div>
          </details>
        </div>
      </Card>
      <Card>
        <div class={forms.form}>
          <div id="content.results" class={forms.form} tabIndex={-1}>
            {Array.from({ length: rows }, (_, place) => (
              <Group
                key={place}
                name={`result-${place}`}
                label={say(texts.result, { n: place + 1 })}
                problem={place ? undefined : problem('results')}
              >
                <Result at={`results.${place}`} typed={typed} problem={problem} />
              </Group>
            ))}
          </div>
          <Button quiet onClick={() => setRows((n) => Math.min(n + 1, MOST_RESULTS))}>
            {say(texts.addResult)}
          </Button>
        </div>
      </Card>
      <Card>
        <div class={forms.form}>
          <Area
            name="content.conclusion"
            label={say(texts.conclusion)}
            rows={2}
            defaultValue={text('conclusion')}
            problem={problem('conclusion')}
          />
        </div>
      </Card>
    </>
  );
}

function Result({ at, typed, problem }: FieldsProps & { readonly at: string }) {
  const { say } = useLocale();
  return (
    <div class={css.two}>
      {PARTS.map((part) => (
        <Field
          key={part}
          name={`content.${at}.${part}`}
          label={say(texts[part])}
          autoComplete="off"
          defaultValue={typed[`${at}.${part}`]}
          problem={problem(`${at}.${part}`)}
        />
      ))}
    </div>
  );
}
