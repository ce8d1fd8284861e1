import { useState } from 'preact/hooks';
import { type Both, useLocale } from '../i18n/locale';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import ui from '../ui/ui.module.css';
import type { Form } from '../ui/useForm';
import { OwnProposal, WithReason } from './Proposal';
import { texts } from './texts';

interface Props {
  readonly form: Form;
  /** Whose proposal it is, or what it is about. */
  readonly title: string;
  /** The proposal that waits is the reader's own. */
  readonly mine: boolean;
  /** What waits for another officer; undefined where nothing does. */
  readonly waiting:
    | { readonly label: Both; readonly text: Both; readonly confirm: () => Promise<unknown> }
    | undefined;
  readonly putAside: (reason: string) => Promise<unknown>;
  /** What may be proposed now; undefined where nothing may. */
  readonly proposal?:
    | { readonly label: Both; readonly send: (reason: string) => Promise<unknown> }
    | undefined;
  /** Reads again, once something is done. */
  readonly again: () => void;
}

/** What an officer may do where one proposes and another confirms: confirm, put aside, propose the next step. */
export function FourEyesActs({ form, title, mine, waiting, putAside, proposal, again }: Props) {
  const { say } = useLocale();
  const [reasoning, setReasoning] = useState(false);
  const open = (now: boolean) => {
    form.setProblems([]);
    setReasoning(now);
  };
  const done = async (sent: Promise<unknown>) => {
    if (!(await sent)) return;
    setReasoning(false);
    again();
  };
  const reason = { form, open: reasoning, onOpen: open };
  return (
    <>
      {!reasoning && <ErrorSummary problems={form.problems} />}
      {waiting && mine && <OwnProposal />}
      <div class={ui.actions}>
        {waiting && !mine && (
          <Confirm
            primary
            label={say(waiting.label)}
            title={title}
            confirm={say(waiting.label)}
            busy={form.busy}
            onConfirm={() => void done(waiting.confirm())}
          >
            <p>{say(waiting.text)}</p>
          </Confirm>
        )}
        {waiting && (
          <WithReason {...reason} label={say(texts.putAside)} onSend={(why) => done(putAside(why))} />
        )}
        {!waiting && proposal && (
          <WithReason {...reason} label={say(proposal.label)} onSend={(why) => done(proposal.send(why))} />
        )}
      </div>
    </>
  );
}
