import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { Check } from '../desk/Check';
import { CasePage, ForRole } from '../desk/Desk';
import { Lines } from '../desk/Lines';
import { CLAIMS, DOCUMENTS, LEVELS, RELATIONS, SEXES } from '../desk/words';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Card, Row, Tag } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { texts } from './texts';
import { SIGHTED } from './words';

const Originals = page(() => import('./Originals'));
const Identity = page(() => import('./Identity'));

const CLAIM = graphql(`
  query MfcClaim($id: ID!) {
    mfcClaim(id: $id) {
      number createdAt verifiedAt basis actNumber
      familyName givenName patronymic birthDate sex document { kind number issuedOn }
      applicant { login level familyName givenName patronymic birthDate passport }
      checks { ...CheckFacts }
      sighted { kind number issuer issuedOn sightedAt }
      ...ClaimToDecide
    }
  }
`);

export default function ClaimPage() {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of="MFC_OFFICER">
      <Claim id={id} key={id} />
    </ForRole>
  );
}

const DECIDABLE = new Set(['CHECKING', 'UNAVAILABLE', 'GO_TO_MFC', 'REFUSED']);

/** The claim on the left, the originals to compare on the right. */
function Claim({ id }: { id: string }) {
  const { say, date, dateTime, years } = useLocale();
  const read = useRead(CLAIM, { id });
  return (
    <CasePage read={read} of={({ mfcClaim }) => mfcClaim} back={deskPaths.mfc()} backText={say(texts.title)}>
      {(found) => {
        const { applicant, state, checks, sighted } = found;
        return (
          <Page
            title={say(texts.claim, { number: found.number })}
            heading={say(texts.claim, { number: found.number })}
            lead={say(texts.filed, { at: dateTime(found.createdAt) })}
            crumb={<a href={deskPaths.mfc()}>{say(texts.title)}</a>}
          >
            <div class={ui.grid}>
              <div class={ui.column}>
                <Card
                  title={say(texts.child)}
                  aside={<Tag tone={CLAIMS[state][0]}>{say(CLAIMS[state][1])}</Tag>}
                >
                  <Lines
                    lines={[
                      [
                        say(texts.name),
                        [found.familyName, found.givenName, found.patronymic].filter(Boolean).join(' '),
                      ],
                      [say(texts.born), `${date(found.birthDate)} (${years(found.birthDate)})`],
                      [say(texts.sex), say(SEXES[found.sex])],
                      [say(texts.relation), say(RELATIONS[found.relationship])],
                      [say(DOCUMENTS[found.document.kind]), found.document.number],
                      [say(texts.basis), found.basis],
                      [say(texts.actNumber), found.actNumber],
                    ]}
                  />
                </Card>
                <Card
                  title={say(texts.applicant)}
                  aside={<Tag tone="plain">{say(LEVELS[applicant.level])}</Tag>}
                >
                  <Lines
                    lines={[
                      [
                        say(texts.name),
                        [applicant.familyName, applicant.givenName, applicant.patronymic]
                          .filter(Boolean)
                          .join(' '),
                      ],
                      [say(texts.born), applicant.birthDate && date(applicant.birthDate)],
                      [say(DOCUMENTS.PASSPORT), applicant.passport],
                      [say(texts.login), applicant.login],
                    ]}
                  />
                </Card>
                <Card title={say(texts.checks)}>
                  {checks.length ? (
                    <ul>
                      {checks.map((check) => (
                        <Check key={`${check.kind}${check.askedAt}`} check={check} />
                      ))}
                    </ul>
                  ) : (
                    <p>{say(texts.noChecks)}</p>
                  )}
                </Card>
                {sighted.length > 0 && (
                  <Card title={say(texts.sighted)}>
                    <ul class={ui.rows}>
                      {sighted.map((one) => (
                        <Row
                          key={one.kind}
                          title={say(SIGHTED[one.kind])}
                          detail={[
                            one.number,
                            one.issuer,
                            one.issuedOn && date(one.issuedOn),
                            dateTime(one.sightedAt),
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        />
                      ))}
                    </ul>
                  </Card>
                )}
              </div>
              <div class={ui.column}>
                {DECIDABLE.has(state) && <Originals claim={found} again={read.retry} />}
                {applicant.level === 'STANDARD' && (
                  <details class={`${ui.card} ${forms.fold} ${forms.foldCard}`}>
                    <summary>{say(texts.identity)}</summary>
                    <Identity claimId={id} />
                  </details>
                )}
              </div>
            </div>
          </Page>
        );
      }}
    </CasePage>
  );
}
