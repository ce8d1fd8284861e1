import { FOUR_EYES } from '../../desk/fourEyes';
import { Lines } from '../../desk/Lines';
import { OwnProposal, WithReason } from '../../desk/Proposal';
import type { MergeFactsFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card, Tag } from '../../ui/Basics';
import { Confirm } from '../../ui/Confirm';
import { ErrorSummary } from '../../ui/Field';
import ui from '../../ui/ui.module.css';
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
  const done = async (sent: Promise<unknown>) => {
    if (await sent) again();
  };
  const undoing = state === 'IN_FORCE' && endProposedBy != null;
  const waits = state === 'PROPOSED' || undoing;
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
      <ErrorSummary problems={form.problems} />
      {waits && mine && <OwnProposal />}
      <div class={ui.actions}>
        {waits && !mine && (
          <Confirm
            primary
            label={say(undoing ? texts.confirmUndo : texts.confirmMerge)}
            title={merge.survivor.displayName}
            confirm={say(undoing ? texts.confirmUndo : texts.confirmMerge)}
            busy={form.busy}
            onConfirm={() =>
              void done(form.send((undoing ? CONFIRM_UNDO : CONFIRM) as typeof CONFIRM, { input: { id } }))
            }
          >
            <p>{say(undoing ? texts.undoText : texts.confirmText)}</p>
          </Confirm>
        )}
        {waits && (
          <WithReason
            label={say(acts.putAside)}
            form={form}
            onSend={(reason) => done(form.send(REFUSE, { input: { id, reason } }))}
          />
        )}
        {state === 'IN_FORCE' && !waits && (
          <WithReason
            label={say(texts.undo)}
            form={form}
            onSend={(reason) => done(form.send(UNDO, { input: { id, reason } }))}
          />
        )}
      </div>
    </Card>
  );
}
