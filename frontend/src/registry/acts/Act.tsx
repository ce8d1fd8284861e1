import { FourEyesActs } from '../../desk/FourEyesActs';
import { FOUR_EYES } from '../../desk/fourEyes';
import { Lines } from '../../desk/Lines';
import { graphql } from '../../gen/gql';
import type { ActFactsFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card, Tag } from '../../ui/Basics';
import { useForm } from '../../ui/useForm';
import { ACTS, LABELS } from './actForms';
import { CONFIRM, CONFIRM_END, END, REFUSE } from './actMutations';
import { texts } from './texts';

graphql(`
  fragment ActFacts on CourtAct {
    id kind state number court decidedOn startsOn endsOn mine
    patient { displayName birthDate } representative { displayName }
    adoption { familyName givenName patronymic birthCertificate parents { displayName } }
    proposedBy proposedAt confirmedBy confirmedAt endProposedBy endProposedAt endedAt
  }
`);

/** One act: what it says, who proposed and confirmed it, and what may be done with it now. */
export default function Act({ act, again }: { act: ActFactsFragment; again: () => void }) {
  const { say, date, dateTime } = useLocale();
  const form = useForm();
  const { id, kind, state, patient, adoption, mine, endProposedBy } = act;
  const label = (name: string) => say(LABELS[name] ?? texts.who);
  const ending = state === 'IN_FORCE' && endProposedBy != null;
  return (
    <Card title={say(ACTS[kind][0])} aside={<Tag tone={FOUR_EYES[state][0]}>{say(FOUR_EYES[state][1])}</Tag>}>
      <Lines
        lines={[
          [label('patient'), patient.displayName + (patient.birthDate ? `, ${date(patient.birthDate)}` : '')],
          [label('representative'), act.representative?.displayName],
          [
            say(texts.newName),
            adoption &&
              [adoption.familyName, adoption.givenName, adoption.patronymic].filter(Boolean).join(' '),
          ],
          [label('birthCertificate'), adoption?.birthCertificate],
          [say(texts.parents), adoption?.parents.map(({ displayName }) => displayName).join(', ')],
          [say(texts.decisionOf), `№ ${act.number}, ${act.court}, ${date(act.decidedOn)}`],
          [label('startsOn'), date(act.startsOn)],
          [say(texts.endsOn), act.endsOn && date(act.endsOn)],
          [say(texts.proposed), say(texts.by, { who: act.proposedBy, at: dateTime(act.proposedAt) })],
          [
            say(texts.confirmed),
            act.confirmedBy &&
              act.confirmedAt &&
              say(texts.by, { who: act.confirmedBy, at: dateTime(act.confirmedAt) }),
          ],
          [
            say(texts.endProposed),
            endProposedBy &&
              act.endProposedAt &&
              say(texts.by, { who: endProposedBy, at: dateTime(act.endProposedAt) }),
          ],
          [say(texts.ended), act.endedAt && dateTime(act.endedAt)],
        ]}
      />
      <FourEyesActs
        form={form}
        title={say(ACTS[kind][0])}
        mine={mine}
        waiting={
          state === 'PROPOSED'
            ? {
                label: texts.confirmAct,
                text: ACTS[kind][1],
                confirm: () => form.send(CONFIRM, { input: { id } }),
              }
            : ending
              ? {
                  label: texts.confirmEnd,
                  text: texts.endText,
                  confirm: () => form.send(CONFIRM_END, { input: { id } }),
                }
              : undefined
        }
        putAside={(reason) => form.send(REFUSE, { input: { id, reason } })}
        proposal={
          state === 'IN_FORCE'
            ? { label: texts.proposeEnd, send: (reason) => form.send(END, { input: { id, reason } }) }
            : undefined
        }
        again={again}
      />
    </Card>
  );
}
