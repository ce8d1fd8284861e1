import type { ComponentChildren } from 'preact';
import { type Both, type Locale, useLocale } from '../i18n/locale';
import { glue } from '../i18n/format';
import { Missing } from './Hidden';
import css from './ui.module.css';

/** How one field is named and shown. */
export interface Fact<Value> {
  readonly label: Both;
  /** Long text: takes the whole width. */
  readonly wide?: boolean;
  readonly show: (value: Value, locale: Locale) => ComponentChildren;
}

/** Every selected field of a type, so that none can be forgotten. */
export type FactsOf<Value, Without extends PropertyKey = never> = {
  readonly [Name in Exclude<keyof Value, Without | '__typename'>]-?: Fact<NonNullable<Value[Name]>>;
};

const isEmpty = (value: unknown) => value == null || value === '' || (Array.isArray(value) && value.length === 0);

interface Props<Value> {
  /** Type in the schema, by which the response says what is hidden. */
  readonly type: string;
  readonly of: Value;
  readonly facts: Readonly<Record<string, Fact<never>>>;
}

/** Labels and values of one object. */
export function Facts<Value extends object>({ type, of, facts }: Props<Value>) {
  const locale = useLocale();
  const values = of as Readonly<Record<string, unknown>>;
  return (
    <dl class={css.facts}>
      {Object.entries(facts).map(([name, fact]) => (
        <div key={name} class={fact.wide && !isEmpty(values[name]) ? css.wide : undefined}>
          <dt>{locale.say(fact.label)}</dt>
          <dd>
            {isEmpty(values[name]) ? (
              <Missing field={`${type}.${name}`} />
            ) : (
              fact.show(values[name] as never, locale)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export const text = (ru: string, en: string): Fact<string> => ({ label: [ru, en], show: (value) => glue(value) });
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
export const oneOf = <Code extends string>(ru: string, en: string, names: Record<Code, Both>): Fact<Code> => ({
  label: [ru, en],
  show: (value, { say }) => (names[value] ? say(names[value]) : value),
});
export const list = (ru: string, en: string): Fact<readonly string[]> => ({
  label: [ru, en],
  wide: true,
  show: (values) => (
    <ul class={css.bullets}>
      {values.map((value) => (
        <li key={value}>{glue(value)}</li>
      ))}
    </ul>
  ),
});
interface Coded {
  readonly code?: string | null;
  readonly display?: string | null;
}
export const coding = (ru: string, en: string): Fact<Coded> => ({
  label: [ru, en],
  show: ({ code, display }) => [display, code].filter(Boolean).join(' · '),
});
/** Anything that needs a drawing of its own. */
export const block = <Value,>(ru: string, en: string, show: Fact<Value>['show']): Fact<Value> => ({
  label: [ru, en],
  wide: true,
  show,
});
