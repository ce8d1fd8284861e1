import { FourEyesActs } from '../../desk/FourEyesActs';
import { FOUR_EYES } from '../../desk/fourEyes';
import { Lines } from '../../desk/Lines';
import { graphql } from '../../gen/gql';
import type { CorrectionFactsFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card, Tag } from '../../ui/Basics';
import { useForm } from '../../ui/useForm';
import { ACTS, LABELS } from './actForms';
import { CONFIRM_CORRECTION, REFUSE_CORRECTION } from './actMutations';
import { texts } from './texts';

graphql(`
  fragment CorrectionFacts on DeathRecord {
    id mine diedOn actNumber endProposedBy endProposedAt person { displayName birthDate }
  }
`);
const [TITLE, EFFECT] = ACTS.CORRECTION;

/** A recorded death that a registrar holds for a mistake. */
export default function Correction({ one, again }: { one: CorrectionFactsFragment; again: () => void }) {
  const { say, date, dateTime } = useLocale();
  const form = useForm();
  const { id, mine, person, diedOn, actNumber, endProposedBy, endProposedAt } = one;
  const [tone, word] = FOUR_EYES.PROPOSED;
  return (
    <Card title={say(TITLE)} aside={<Tag tone={tone}>{say(word)}</Tag>}>
      <Lines
        lines={[
          [
            say(LABELS['person'] ?? texts.who),
            person.displayName + (person.birthDate ? `, ${date(person.birthDate)}` : ''),
          ],
          [say(LABELS['diedOn'] ?? texts.who), date(diedOn)],
          [say(LABELS['actNumber'] ?? texts.who), actNumber],
          [
            say(texts.proposed),
            endProposedBy &&
              endProposedAt &&
              say(texts.by, { who: endProposedBy, at: dateTime(endProposedAt) }),
          ],
        ]}
      />
      <FourEyesActs
        form={form}
        title={say(TITLE)}
        mine={mine}
        waiting={{
          label: texts.confirmAct,
          text: EFFECT,
          confirm: () => form.send(CONFIRM_CORRECTION, { input: { id } }),
        }}
        putAside={(reason) => form.send(REFUSE_CORRECTION, { input: { id, reason } })}
        again={again}
      />
    </Card>
  );
}
