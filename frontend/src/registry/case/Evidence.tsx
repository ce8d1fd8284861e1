import { Check } from '../../desk/Check';
import { Lines } from '../../desk/Lines';
import { texts as desk } from '../../desk/texts';
import { CLAIMS, DOCUMENTS, LEVELS, RELATIONS, SEXES } from '../../desk/words';
import { graphql } from '../../gen/gql';
import type { CaseEvidenceFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { Card, Tag } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { Candidates } from '../Candidates';
import { texts as shared } from '../texts';
import { texts } from './texts';
import { EVENTS } from './words';

const Whole = page(() => import('../Whole'));

graphql(`
  fragment CaseEvidence on AccessRequestCase {
    level enp grantee own
    declared {
      familyName givenName patronymic birthDate sex snils enp passport
      passportIssuedOn passportIssuer passportDepartment savedAt
    }
    boundPerson { displayName birthDate }
    passport { ...CheckFacts }
    policy { ...CheckFacts }
    candidates { ...CandidateFacts }
    claim {
      state relationship familyName givenName patronymic birthDate sex documentKind documentNumber enp basis actNumber
      verifiedAt checks { ...CheckFacts } candidates { ...CandidateFacts }
    }
    changes { grantee enp familyName givenName patronymic certificate }
    history { at event officer }
  }
`);

interface Props {
  readonly found: CaseEvidenceFragment;
  /** Identifiers are shown whole. */
  readonly whole: boolean;
  readonly onReason: (reason: string) => void;
}

const named = (person: { familyName: string; givenName: string; patronymic: string | null | undefined }) =>
  [person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' ');

/** What was stated, what registries answered, whose record it may be. */
export default function Evidence({ found, whole, onReason }: Props) {
  const { say, date, dateTime, years } = useLocale();
  const { declared, boundPerson, passport, policy, claim, changes, candidates, history, level } = found;
  const born = (day: string) => `${date(day)} (${years(day)})`;
  const checks = [passport, policy, ...(claim?.checks ?? [])].flatMap((check) => check ?? []);
  return (
    <>
      <Card title={say(shared.statement)} aside={<Tag tone="plain">{say(LEVELS[level])}</Tag>}>
        {declared ? (
          <Lines
            lines={[
              [say(texts.name), named(declared)],
              [say(desk.born), born(declared.birthDate)],
              [say(texts.sex), say(SEXES[declared.sex])],
              [say(DOCUMENTS.SNILS), declared.snils],
              [say(DOCUMENTS.PASSPORT), declared.passport],
              [
                say(texts.issued),
                `${date(declared.passportIssuedOn)}, ${declared.passportIssuer}, ${declared.passportDepartment}`,
              ],
              [say(DOCUMENTS.ENP), found.enp ?? declared.enp],
              [say(texts.grantee), found.grantee],
            ]}
          />
        ) : (
          <Lines
            lines={[
              [say(DOCUMENTS.ENP), found.enp],
              [say(texts.grantee), found.grantee],
            ]}
          />
        )}
        {boundPerson && (
          <p class={ui.lead}>
            {say(texts.bound)} <b>{boundPerson.displayName}</b>
            {boundPerson.birthDate && `, ${date(boundPerson.birthDate)}`}
          </p>
        )}
        {!whole && <Whole onReason={onReason} />}
      </Card>
      {changes && (
        <Card title={say(texts.changes)}>
          <Lines
            lines={[
              [
                say(texts.name),
                [changes.familyName, changes.givenName, changes.patronymic].filter(Boolean).join(' '),
              ],
              [say(DOCUMENTS.BIRTH_CERTIFICATE), changes.certificate],
              [say(DOCUMENTS.ENP), changes.enp],
              [say(texts.grantee), changes.grantee],
            ]}
          />
        </Card>
      )}
      {claim && (
        <Card
          title={say(texts.child)}
          aside={<Tag tone={CLAIMS[claim.state][0]}>{say(CLAIMS[claim.state][1])}</Tag>}
        >
          <Lines
            lines={[
              [say(texts.name), named(claim)],
              [say(desk.born), born(claim.birthDate)],
              [say(texts.relation), say(RELATIONS[claim.relationship])],
              [say(DOCUMENTS[claim.documentKind]), claim.documentNumber],
              [say(texts.basis), claim.basis],
              [say(texts.actNumber), claim.actNumber],
            ]}
          />
        </Card>
      )}
      <Card title={say(texts.checks)}>
        {checks.length ? (
          <ul>
            {checks.map((check) => (
              <Check key={`${check.kind}${check.askedAt}`} check={check} />
            ))}
          </ul>
        ) : (
          <Empty>{say(desk.notAsked)}</Empty>
        )}
      </Card>
      <Candidates title={say(found.own ? shared.whose : texts.whoApplies)} candidates={candidates} />
      <Candidates title={say(texts.whoseChild)} candidates={claim?.candidates ?? []} />
      <details class={`${ui.card} ${forms.fold} ${forms.foldCard}`}>
        <summary>{say(texts.history)}</summary>
        <ol>
          {history.map(({ at, event, officer }) => (
            <li key={at + event} class={ui.small}>
              {dateTime(at)} — {say(EVENTS[event])}
              {officer && ` · ${officer}`}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
