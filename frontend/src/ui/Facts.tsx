import type { ComponentChildren } from 'preact';
import { glue } from '../i18n/format';
import { type Both, type Locale, useLocale } from '../i18n/locale';
import cells from './cells.module.css';
import { Missing, useWhyHidden } from './Hidden';

/** How one field is named and shown. */
export interface Fact<Value> {
  readonly label: Both;
  /** Long text: takes the whole width. */
  readonly wide?: boolean;
  /** `whole` is the object that the value belongs to, for a unit or a currency beside it. */
  readonly show: (value: Value, locale: Locale, whole: Whole) => ComponentChildren;
}
type Whole = Readonly<Record<string, unknown>>;

/** Every selected field of a type, so that none can be forgotten. */
export type FactsOf<Value, Without extends PropertyKey = never> = {
  readonly [Name in Exclude<keyof Value, Without | '__typename'>]-?: Fact<NonNullable<Value[Name]>>;
};

const isEmpty = (value: unknown) =>
  value == null || value === '' || (Array.isArray(value) && value.length === 0);

interface Props<Value> {
  /** Type in the schema, by which the response says what is hidden. */
  readonly type: string;
  readonly of: Value;
  readonly facts: Readonly<Record<string, Fact<never>>>;
}

/** Labels and values of one object; what is hidden stands in its place, what is empty is named in one line below. */
export function Facts<Value extends object>({ type, of, facts }: Props<Value>) {
  const locale = useLocale();
  const whyHidden = useWhyHidden();
  const values = of as Whole;
  const [told, empty]: [string, Fact<never>][][] = [[], []];
  for (const entry of Object.entries(facts)) {
    const [name] = entry;
    (isEmpty(values[name]) && !whyHidden(`${type}.${name}`) ? empty : told)?.push(entry);
  }
  return (
    <>
      {told && told.length > 0 && (
        <dl class={cells.facts}>
          {told.map(([name, fact]) => (
            <div key={name} class={fact.wide || isEmpty(values[name]) ? cells.broad : undefined}>
              <dt>{locale.say(fact.label)}</dt>
              <dd>
                {isEmpty(values[name]) ? (
                  <Missing field={`${type}.${name}`} />
                ) : (
                  fact.show(values[name] as never, locale, values)
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {empty && empty.length > 0 && (
        <p class={cells.emptyFacts}>
          <b>{locale.t('entry.emptyFields')}</b>{' '}
          {empty.map(([, fact]) => lowered(locale.say(fact.label))).join(', ')}
        </p>
      )}
    </>
  );
}

/** Within a sentence; abbreviations such as «МНН» stay as they are. */
const lowered = (label: string) =>
  /^.[A-ZА-ЯЁ]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** The told fields of a part: a line says what it has, and what is hidden of it, not what it lacks. */
export function PartFacts<Value extends object>({ type, of, facts }: Props<Value>) {
  const locale = useLocale();
  const whyHidden = useWhyHidden();
  const values = of as Whole;
  const told = Object.entries(facts).filter(
    ([name]) => !isEmpty(values[name]) || whyHidden(`${type}.${name}`),
  );
  if (!told.length) return null;
  return (
    <dl class={cells.partFacts}>
      {told.map(([name, fact]) => (
        <div key={name}>
          <dt>{locale.say(fact.label)}</dt>
          <dd>
            {isEmpty(values[name]) ? (
              <Missing field={`${type}.${name}`} />
            ) : (
              fact.show(values[name] as never, locale, values)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export const text = (ru: string, en: string): Fact<string> => ({
  label: [ru, en],
  show: (value) => glue(value),
});
export const prose = (ru: string, en: string): Fact<string> => ({ ...text(ru, en), wide: true });
export const day = (ru: string, en: string): Fact<string> => ({
  label: [ru, en],
  show: (value, { date }) => <time dateTime={value}>{date(value)}</time>,
});
export const moment = (ru: string, en: string): Fact<string> => ({
  label: [ru, en],
  show: (value, { dateTime }) => <time dateTime={value}>{dateTime(value)}</time>,
});
export const amount = (ru: string, en: string, unit?: Both): Fact<number> => ({
  label: [ru, en],
  show: (value, { number, say }) => (unit ? `${number(value)}\u00a0${say(unit)}` : number(value)),
});
export const yesNo = (ru: string, en: string): Fact<boolean> => ({
  label: [ru, en],
  show: (value, { say }) => say(value ? ['да', 'yes'] : ['нет', 'no']),
});
export const oneOf = <Code extends string>(
  ru: string,
  en: string,
  names: Record<Code, Both>,
): Fact<Code> => ({
  label: [ru, en],
  show: (value, { say }) => (names[value] ? say(names[value]) : value),
});
export const list = (ru: string, en: string): Fact<readonly string[]> => ({
  label: [ru, en],
  wide: true,
  show: (values) => (
    <ul class={cells.bullets}>
      {values.map((value) => (
        <li key={value}>{glue(value)}</li>
      ))}
    </ul>
  ),
});
interface Coded {
  readonly system?: string | null;
  readonly code?: string | null;
  readonly display?: string | null;
}
export const coding = (ru: string, en: string): Fact<Coded> => ({
  label: [ru, en],
  show: ({ system, code, display }) => (
    <span title={system ?? undefined}>{[display, code].filter(Boolean).join(' · ')}</span>
  ),
});
/** An object that one line tells. */
export const nested = <Value,>(
  ru: string,
  en: string,
  say: (value: Value, locale: Locale) => string,
): Fact<Value> => ({
  label: [ru, en],
  show: (value, locale) => glue(say(value, locale)),
});
/** Anything that needs a drawing of its own. */
export const block = <Value,>(ru: string, en: string, show: Fact<Value>['show']): Fact<Value> => ({
  label: [ru, en],
  wide: true,
  show,
});
/** Several objects of one type, each under its name. */
export const parts = <Value extends object>(
  ru: string,
  en: string,
  type: string,
  facts: Readonly<Record<string, Fact<never>>>,
  name: (value: Value, locale: Locale) => ComponentChildren,
): Fact<readonly Value[]> =>
  block(ru, en, (values, locale) => (
    <ul class={cells.items}>
      {values.map((value, index) => (
        // Parts have no id of their own and never change places
        <li key={index}>
          <p class={cells.value}>{name(value, locale)}</p>
          <PartFacts type={type} of={value} facts={facts} />
        </li>
      ))}
    </ul>
  ));
