import { FourEyesActs } from '../../desk/FourEyesActs';
import { FOUR_EYES } from '../../desk/fourEyes';
import { Lines } from '../../desk/Lines';
import type { MergeFactsFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card, Tag } from '../../ui/Basics';
import { useForm } from '../../ui/useForm';
import { texts as acts } from '../acts/texts';
import { CONFIRM, CONFIRM_UNDO, REFUSE, UNDO } from './documents';
import { texts } from './texts';
import { evidenceWords, personWords, REASONS } from './words';

/** One merge: whose records, what agrees, who proposed and confirmed it, and what may be done with it now. */
export default function Merge({ merge, again }: { merge: MergeFactsFragment; again: () => void }) {
  const locale = useLocale();
  const { say, dateTime } = locale;
  const form = useForm();
  const { id, state, mine, evidence, endProposedBy } = merge;
  const undoing = state === 'IN_FORCE' && endProposedBy != null;
  const by = (who?: string | null, at?: string | null) =>
    who && at && say(acts.by, { who, at: dateTime(at) });
  return (
    <Card
      title={merge.survivor.displayName}
      aside={<Tag tone={FOUR_EYES[state][0]}>{say(FOUR_EYES[state][1])}</Tag>}
    >
      <Lines
        lines={[
          [say(texts.first), personWords(merge.survivor, locale)],
          [say(texts.second), personWords(merge.duplicate, locale)],
          [say(texts.evidence), evidence && evidenceWords(evidence, locale)],
          [say(texts.why), say(REASONS[merge.reason])],
          [say(texts.reason), merge.text],
          [say(acts.proposed), by(merge.proposedBy, merge.proposedAt)],
          [say(acts.confirmed), by(merge.confirmedBy, merge.confirmedAt)],
          [say(texts.undoReason), merge.endText],
          [say(acts.endProposed), by(endProposedBy, merge.endProposedAt)],
          [say(acts.ended), merge.endedAt && dateTime(merge.endedAt)],
        ]}
      />
      <FourEyesActs
        form={form}
        title={merge.survivor.displayName}
        mine={mine}
        waiting={
          state === 'PROPOSED'
            ? {
                label: texts.confirmMerge,
                text: texts.confirmText,
                confirm: () => form.send(CONFIRM, { input: { id } }),
              }
            : undoing
              ? {
                  label: texts.confirmUndo,
                  text: texts.undoText,
                  confirm: () => form.send(CONFIRM_UNDO, { input: { id } }),
                }
              : undefined
        }
        putAside={(reason) => form.send(REFUSE, { input: { id, reason } })}
        proposal={
          state === 'IN_FORCE'
            ? { label: texts.undo, send: (reason) => form.send(UNDO, { input: { id, reason } }) }
            : undefined
        }
        again={again}
      />
    </Card>
  );
}
