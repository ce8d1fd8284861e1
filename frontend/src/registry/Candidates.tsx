import { DOCUMENTS, SEXES } from '../desk/words';
import { graphql } from '../gen/gql';
import type { CandidateFactsFragment } from '../gen/graphql';
import { type Locale, useLocale } from '../i18n/locale';
import { Card, Row, Tag } from '../ui/Basics';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment CandidateFacts on RecordCandidate {
    patientId displayName birthDate sex agrees differs birthDateAgrees namesAgree deceased bound checked
  }
`);

/** What speaks for one, and what against, in words. */
export function candidateWords(one: CandidateFactsFragment, { say, date }: Locale): string {
  const list = (kinds: CandidateFactsFragment['agrees']) =>
    kinds.map((kind) => say(DOCUMENTS[kind])).join(', ');
  return [
    one.birthDate && date(one.birthDate),
    say(SEXES[one.sex]),
    one.agrees.length > 0 && say(texts.agrees, { what: list(one.agrees) }),
    one.differs.length > 0 && say(texts.differs, { what: list(one.differs) }),
    !one.birthDateAgrees && say(texts.birthDiffers),
    !one.namesAgree && say(texts.nameDiffers),
    one.bound && say(texts.hasAccount),
    !one.checked && say(texts.unchecked),
    one.deceased && say(texts.deceased),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** People whom checked identifiers name. */
export function Candidates({
  title,
  candidates,
}: {
  title: string;
  candidates: readonly CandidateFactsFragment[];
}) {
  const locale = useLocale();
  if (!candidates.length) return null;
  return (
    <Card title={title}>
      <ul class={ui.rows}>
        {candidates.map((one) => (
          <Row
            key={one.patientId}
            title={one.displayName}
            detail={candidateWords(one, locale)}
            aside={
              (one.differs.length > 0 || !one.birthDateAgrees || one.deceased) && (
                <Tag tone="warn">{locale.say(texts.doubt)}</Tag>
              )
            }
          />
        ))}
      </ul>
    </Card>
  );
}
