import type { Failure } from '../api/failure';
import type { MessageKey, Translate } from './locale';

/** Why something is closed, and what the reader can do. */
export interface Because {
  readonly why: string;
  readonly next: string;
}

/** Codes of `extensions.redactions`. */
export const HIDDEN = [
  'DOCTORS_ONLY',
  'AUTHOR_ONLY',
  'WITH_THE_TEENAGER',
  'PATIENT_ONLY',
  'NOT_IN_EMERGENCY',
] as const;

type Topic = `hidden.${(typeof HIDDEN)[number] | 'OTHER'}`;

const because = (topic: Topic, t: Translate): Because => ({
  why: t(`${topic}.why` satisfies MessageKey),
  next: t(`${topic}.next` satisfies MessageKey),
});
const oneOf = <Code extends string>(codes: readonly Code[], code: string | undefined): Code | undefined =>
  codes.find((known) => known === code);

export const hiddenBecause = (code: string, t: Translate): Because =>
  because(`hidden.${oneOf(HIDDEN, code) ?? 'OTHER'}`, t);

/** What to do after a failure: the server's own sentence, or ours where nothing of the server's came. */
export function adviceOf({ kind, message }: Failure, t: Translate): string {
  if (kind === 'offline' || kind === 'down') return t(`state.${kind}Text`);
  return message && kind !== 'error' ? message : t('state.errorText');
}
