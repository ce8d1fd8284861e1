import { graphql } from '../gen/gql';
import type { CheckFactsFragment, RegistryCheckKind, RegistryCheckOutcome } from '../gen/graphql';
import { type Both, useLocale } from '../i18n/locale';
import { Tag, type Tone } from '../ui/Basics';
import ui from '../ui/ui.module.css';
import css from './desk.module.css';
import { Lines } from './Lines';
import { texts } from './texts';

const REGISTRIES: Record<RegistryCheckKind, Both> = {
  PASSPORT: ['Паспорт, МВД', 'Passport, MVD'],
  POLICY: ['Полис, реестр ОМС', 'Policy, insurance registry'],
  CIVIL_ACT: ['Родство, ЗАГС', 'Parentage, civil registry'],
  GUARDIANSHIP: ['Опека, соцзащита', 'Guardianship, social protection'],
};
const OUTCOMES: Record<RegistryCheckOutcome, readonly [Tone, Both]> = {
  VALID: ['good', ['действует', 'valid']],
  INVALID: ['warn', ['недействителен', 'invalid']],
  MATCH: ['good', ['сходится', 'matches']],
  NO_MATCH: ['warn', ['не сходится', 'does not match']],
  NOT_FOUND: ['warn', ['не найдено', 'not found']],
};
/** What a registry says by its own names. */
const DETAILS: Readonly<Record<string, Both>> = {
  region: ['Регион', 'Region'],
  insurer: ['Страховая компания', 'Insurer'],
  valid_from: ['Действует с', 'Valid from'],
  valid_until: ['Действует по', 'Valid until'],
  act_record_number: ['Запись акта', 'Act record'],
  issued_on: ['Выдан', 'Issued'],
  decree_number: ['Распоряжение', 'Decree'],
  starts_on: ['С', 'From'],
  ends_on: ['По', 'Until'],
};

graphql(`
  fragment CheckFacts on RegistryCheck {
    kind state askedAt attempts unavailableSince answeredAt outcome details
  }
`);

/** A registry's answer, when it was asked and answered, and what else it said. */
export function Check({ check }: { check: CheckFactsFragment }) {
  const { say, dateTime, date } = useLocale();
  const { kind, outcome, askedAt, answeredAt, unavailableSince, attempts } = check;
  const [tone, word] = outcome ? OUTCOMES[outcome] : (['plain', WAITS] as const);
  const told = Object.entries((check.details ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const label = DETAILS[name];
    const text = String(value);
    return label ? [[say(label), /^\d{4}-\d\d-\d\d$/.test(text) ? date(text) : text] as const] : [];
  });
  const when = [
    askedAt && say(texts.asked, { at: dateTime(askedAt) }),
    answeredAt && say(texts.answered, { at: dateTime(answeredAt) }),
    !answeredAt && unavailableSince && say(texts.silent, { at: dateTime(unavailableSince) }),
    !answeredAt && attempts > 1 && say(texts.tries, { n: attempts }),
  ].filter(Boolean);
  return (
    <li class={css.check}>
      <div class={css.checkHead}>
        <b>{say(REGISTRIES[kind])}</b>
        <Tag tone={tone}>{say(word)}</Tag>
      </div>
      <p class={ui.small}>{when.join(' · ') || say(texts.notAsked)}</p>
      {told.length > 0 && <Lines lines={told} />}
    </li>
  );
}
const WAITS = ['ждём ответа', 'waiting'] as const;
