import type { DiagnosisCertainty, DiagnosisKind, ProtocolInput } from '../gen/graphql';
import type { Signed } from './earlier';
import { vitalsOf } from './vitals';
import { LOWER } from './words';

/** What stands in each field of the page, by its name within the protocol: `diagnoses.0.code`. */
export type Typed = Readonly<Record<string, string>>;

export interface Chosen {
  readonly code: string;
  readonly title: string;
  readonly kind: DiagnosisKind;
  readonly certainty: DiagnosisCertainty;
}

export const LONG = [
  'complaints',
  'diseaseHistory',
  'objectiveStatus',
  'conclusion',
  'recommendations',
] as const;
export const RARE = ['lifeHistory', 'socialHistory'] as const;

/** The diagnoses among what was typed, in their order; a removed one left empty fields behind. */
export function chosenOf(typed: Typed): Chosen[] {
  return Array.from({ length: 20 }, (_, place) => {
    const at = (part: string) => typed[`diagnoses.${place}.${part}`] ?? '';
    return { code: at('code'), title: at('title'), kind: at('kind'), certainty: at('certainty') } as Chosen;
  }).filter(({ code }) => code);
}

/** The fields by which diagnoses are kept; those of `before` that are no more are empty. */
export function fieldsOf(chosen: readonly Chosen[], before: number): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let place = 0; place < Math.max(chosen.length, before); place++)
    for (const part of ['code', 'title', 'kind', 'certainty'] as const)
      fields[`diagnoses.${place}.${part}`] = chosen[place]?.[part] ?? '';
  return fields;
}

const linesOf = (text: string | undefined) => (text ?? '').split('\n').flatMap((line) => line.trim() || []);

/** Fields without a box: a version of a protocol keeps them as they were. */
const UNSHOWN = [
  'visitKind',
  'careForm',
  'careConditions',
  'place',
  'obstetricHistory',
  'pregnancyNumber',
  'allergiesNote',
  'epidemiology',
  'severity',
  'drugs',
  'services',
] as const;

/** The protocol as the server takes it; `signed` is the one that is corrected. */
export function contentOf(typed: Typed, signed?: Signed<'ExaminationProtocol'>): ProtocolInput {
  const kept = Object.fromEntries(UNSHOWN.map((name) => [name, signed?.[name] ?? null]));
  const diagnosis = (code: string) => signed?.diagnoses?.find((one) => one.code?.code === code);
  const referral = (name: string) => signed?.referrals?.find((one) => one.name === name);
  const texts = Object.fromEntries([...LONG, ...RARE].map((name) => [name, typed[name]?.trim() || null]));
  return {
    ...kept,
    ...texts,
    title: typed['title'] ?? '',
    diagnoses: chosenOf(typed).map(({ code, title, kind, certainty }) => ({
      code,
      kind,
      certainty: certainty || null,
      wording: title || null,
      character: diagnosis(code)?.character ?? null,
      firstEver: diagnosis(code)?.firstEver ?? null,
    })),
    vitalSigns: vitalsOf(typed).signs,
    referrals: linesOf(typed['referrals']).map((name) => ({
      name,
      reason: referral(name)?.reason ?? null,
      urgent: referral(name)?.priority === 'urgent',
    })),
    privateNotes: typed['notes']?.trim() ? [typed['notes'].trim()] : [],
  };
}

const LOINC = ['8310-5', '8867-4', '85354-9', '9279-1', '59408-5', '29463-7', '8302-2'];

/** What a signed protocol says, as the page's fields hold it. */
export function typedOf(signed: Signed<'ExaminationProtocol'>): Typed {
  const typed: Record<string, string> = { title: signed.title ?? '' };
  for (const name of [...LONG, ...RARE]) typed[name] = signed[name] ?? '';
  const chosen = (signed.diagnoses ?? []).map(
    ({ code, wording, kind, certainty }): Chosen => ({
      code: code?.code ?? '',
      title: wording ?? code?.display ?? '',
      kind: kind ?? 'MAIN',
      certainty: certainty ?? 'FINAL',
    }),
  );
  Object.assign(typed, fieldsOf(chosen, 0));
  for (const { code, value, valueSecond } of signed.vitalSigns ?? []) {
    const place = LOINC.indexOf(code?.code ?? '');
    if (place >= 0) typed[`vitals.${place}`] = String(value ?? '');
    if (valueSecond != null) typed[`vitals.${LOWER}`] = String(valueSecond);
  }
  typed['referrals'] = (signed.referrals ?? []).map(({ name }) => name).join('\n');
  typed['notes'] = (signed.privateNotes ?? []).map(({ text }) => text).join('\n');
  return typed;
}
