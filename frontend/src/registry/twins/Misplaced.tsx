import { ByState } from '../../desk/ByState';
import { FourEyesActs } from '../../desk/FourEyesActs';
import { Lines } from '../../desk/Lines';
import { MISPLACED_REASONS, MISPLACED_STATES } from '../../desk/misplaced';
import type { MisplacedFactsFragment, MisplacedState } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card, Tag } from '../../ui/Basics';
import { ByPage } from '../../ui/ByPage';
import { Empty } from '../../ui/States';
import { useForm } from '../../ui/useForm';
import { texts as acts } from '../acts/texts';
import {
  ACCEPT_MISPLACED,
  CONFIRM_MISPLACED,
  CONFIRM_RETURN,
  MISPLACED,
  REFUSE_MISPLACED,
  RETURN_MISPLACED,
} from './misplacedDocuments';
import { misplacedTexts as texts } from './misplacedTexts';
import { texts as twins } from './texts';
import { evidenceWords, personWords } from './words';

/** What waits first. */
const STATES = (['ASKED', 'ACCEPTED', 'MOVED', 'RETURNED', 'REFUSED'] as const).map(
  (state) => [state, MISPLACED_STATES[state][1]] as const,
);
const STEPS = {
  ASKED: [texts.accept, texts.acceptText, ACCEPT_MISPLACED],
  ACCEPTED: [texts.move, texts.moveText, CONFIRM_MISPLACED],
  MOVED: [texts.takeBack, texts.takeBackText, CONFIRM_RETURN],
} as const;

/** Entries that clinics wrote into the wrong person's record: one registrar accepts, another moves them. */
export default function Misplaced() {
  const { say } = useLocale();
  return (
    <ByState<MisplacedState> states={STATES}>
      {(state) => (
        <ByPage document={MISPLACED} variables={{ state }} of={({ misplacedEntries }) => misplacedEntries}>
          {({ nodes, again }) =>
            nodes.length ? (
              nodes.map((one) => <Request key={one.id} one={one} again={again} />)
            ) : (
              <Empty>{say(twins.none)}</Empty>
            )
          }
        </ByPage>
      )}
    </ByState>
  );
}

function Request({ one, again }: { one: MisplacedFactsFragment; again: () => void }) {
  const locale = useLocale();
  const { say, dateTime } = locale;
  const form = useForm();
  const { id, state, mine, evidence, endProposedBy } = one;
  const by = (who?: string | null, at?: string | null) =>
    who && at && say(acts.by, { who, at: dateTime(at) });
  const waits = state === 'ASKED' || state === 'ACCEPTED' || (state === 'MOVED' && endProposedBy != null);
  const step = waits && state in STEPS ? STEPS[state as keyof typeof STEPS] : undefined;
  return (
    <Card
      title={one.clinic}
      aside={<Tag tone={MISPLACED_STATES[state][0]}>{say(MISPLACED_STATES[state][1])}</Tag>}
    >
      <Lines
        lines={[
          [say(texts.wrong), personWords(one.wrongPerson, locale)],
          [say(texts.right), personWords(one.rightPerson, locale)],
          [say(texts.count), String(one.entryCount)],
          [say(twins.evidence), evidence && evidenceWords(evidence, locale)],
          [say(texts.how), say(MISPLACED_REASONS[one.reason])],
          [say(twins.reason), one.text],
          [say(texts.asked), by(one.askedBy, one.askedAt)],
          [say(texts.accepted), by(one.acceptedBy, one.acceptedAt)],
          [say(texts.moved), by(one.movedBy, one.movedAt)],
          [say(texts.refusal), one.refusal],
          [say(texts.backReason), one.endText],
          [say(texts.backProposed), by(endProposedBy, one.endProposedAt)],
          [say(texts.returned), one.endedAt && dateTime(one.endedAt)],
        ]}
      />
      <FourEyesActs
        form={form}
        title={one.clinic}
        mine={mine}
        waiting={
          step && {
            label: step[0],
            text: step[1],
            confirm: () => form.send(step[2] as typeof ACCEPT_MISPLACED, { input: { id } }),
          }
        }
        putAside={(reason) => form.send(REFUSE_MISPLACED, { input: { id, reason } })}
        proposal={
          state === 'MOVED'
            ? {
                label: texts.proposeBack,
                send: (reason) => form.send(RETURN_MISPLACED, { input: { id, reason } }),
              }
            : undefined
        }
        again={again}
      />
    </Card>
  );
}
