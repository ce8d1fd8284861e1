import { DOCUMENTS, SEXES } from '../../desk/words';
import type { MergeFactsFragment, MergeReason } from '../../gen/graphql';
import type { Both, Locale } from '../../i18n/locale';
import { texts as shared } from '../texts';
import { texts } from './texts';

type MergePerson = MergeFactsFragment['survivor'];
type MergeEvidence = NonNullable<MergeFactsFragment['evidence']>;

export const REASONS: Record<MergeReason, Both> = {
  REGISTERED_TWICE: ['завели дважды', 'registered twice'],
  RECEIVED_TWICE: ['пришла из другой системы', 'received from another system'],
  NAME_CHANGED: ['сменилось имя', 'the name changed'],
  DOCUMENT_CHANGED: ['сменился документ', 'the document changed'],
  OTHER: ['другое', 'other'],
};

/** Name, birth date and sex, as an officer reads them off a document. */
export const personWords = ({ displayName, birthDate, sex }: MergePerson, { say, date }: Locale): string =>
  [displayName, birthDate && date(birthDate), say(SEXES[sex])].filter(Boolean).join(', ');

/** What speaks for one person, and what against. */
export function evidenceWords(one: MergeEvidence, { say }: Locale): string {
  const list = (kinds: MergeEvidence['agrees']) => kinds.map((kind) => say(DOCUMENTS[kind])).join(', ');
  return [
    one.agrees.length > 0 && say(shared.agrees, { what: list(one.agrees) }),
    one.differs.length > 0 && say(shared.differs, { what: list(one.differs) }),
    say(one.birthDateAgrees ? texts.sameBirth : shared.birthDiffers),
    say(one.namesAgree ? texts.sameName : shared.nameDiffers),
  ]
    .filter(Boolean)
    .join(' · ');
}
