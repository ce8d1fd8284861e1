import type { ComponentChildren } from 'preact';
import { graphql } from '../gen/gql';
import type { FactSource, KeyFactsFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { unitName } from '../norm/units';
import { Card } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import { Missing } from '../ui/Hidden';
import ui from '../ui/ui.module.css';
import css from './record.module.css';
import { texts } from './texts';

graphql(`
  fragment KeyFacts on MedicalRecord {
    allergies { substance reaction source }
    conditions { wording source code { code display } }
    medications { name dose source }
    patient { bloodGroup policies { maskedNumber state } }
    heightSign: vitalSigns(first: 1, filter: { code: "8302-2" }) { nodes { date value unit } }
    weightSign: vitalSigns(first: 1, filter: { code: "29463-7" }) { nodes { date value unit } }
    heightDiary: healthDiary(first: 1, filter: { measure: HEIGHT }) { nodes { date value unit } }
    weightDiary: healthDiary(first: 1, filter: { measure: WEIGHT }) { nodes { date value unit } }
  }
`);

const SHOWN = 5;

interface Item {
  readonly text: string;
  readonly source: FactSource;
}

/** What a stranger at the bedside would ask first. Each fact says who stated it. */
export function KeyFacts({ record }: { record: KeyFactsFragment }) {
  const { say, number, date } = useLocale();
  const join = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(', ');
  const allergies = record.allergies?.map(({ substance, reaction, source }) => ({
    text: join(substance, reaction),
    source,
  }));
  const conditions = record.conditions?.map(({ wording, code, source }) => ({
    text: wording ?? join(code?.display, code?.code),
    source,
  }));
  const medications = record.medications?.map(({ name, dose, source }) => ({
    text: join(name, dose),
    source,
  }));
  const sizes = [
    newest(record.heightSign.nodes[0], record.heightDiary.nodes[0]),
    newest(record.weightSign.nodes[0], record.weightDiary.nodes[0]),
  ].filter((size) => size !== undefined);
  const policy =
    record.patient.policies?.find(({ state }) => state === 'VALID') ?? record.patient.policies?.[0];
  return (
    <Card title={say(texts.facts)}>
      <dl class={cells.facts}>
        <Line label={say(texts.allergies)}>
          <Items field="MedicalRecord.allergies" items={allergies} />
        </Line>
        <Line label={say(texts.conditions)}>
          <Items field="MedicalRecord.conditions" items={conditions} />
        </Line>
        <Line label={say(texts.medications)}>
          <Items field="MedicalRecord.medications" items={medications} />
        </Line>
        <Line label={say(texts.blood)}>
          {record.patient.bloodGroup ?? <Missing field="Patient.bloodGroup" />}
        </Line>
        {sizes.length > 0 && (
          <Line label={say(texts.sizes)}>
            {sizes
              .map(({ value, unit }) => `${number(value ?? 0)}\u00a0${say(unitName(unit, value))}`)
              .join(', ')}
            <span class={`${ui.small} ${css.source}`}> — {date(sizes[0]?.date ?? '')}</span>
          </Line>
        )}
        <Line label={say(texts.policy)}>
          {policy ? policy.maskedNumber : <Missing field="Patient.policies" />}
        </Line>
      </dl>
    </Card>
  );
}

interface Size {
  readonly date: string;
  readonly value?: number | null;
  readonly unit?: string | null;
}

/** Measured by a clinic or at home, whichever came last. */
const newest = (...sizes: (Size | undefined)[]): Size | undefined =>
  sizes
    .filter((size) => size?.value != null)
    .sort((a, b) => String(b?.date).localeCompare(String(a?.date)))[0];

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Items({ field, items = [] }: { field: string; items: readonly Item[] | undefined }) {
  const { say } = useLocale();
  const said = [...new Map(items.filter(({ text }) => text).map((item) => [item.text, item])).values()];
  if (!said.length) return <Missing field={field} />;
  return (
    <ul>
      {said.slice(0, SHOWN).map(({ text, source }) => (
        <li key={text}>
          {text}
          {source === 'REPRESENTATIVE' && (
            <span class={`${ui.small} ${css.source}`}> — {say(texts.parentSays)}</span>
          )}
        </li>
      ))}
      {said.length > SHOWN && <li class={ui.small}>{say(texts.more, { n: said.length - SHOWN })}</li>}
    </ul>
  );
}
