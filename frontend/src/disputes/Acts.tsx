import type { TargetedSubmitEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { ComplaintReason } from '../gen/graphql';
import { REASONS } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button, Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

const ASK = graphql(`
  mutation AskClinic($input: AskClinicInput!) {
    askClinic(input: $input) { complaint { id state } userErrors { field code message } }
  }
`);
const GO_ON = graphql(`
  mutation GoOnWithComplaint($input: GoOnWithComplaintInput!) {
    goOnWithComplaint(input: $input) { complaint { id state } userErrors { field code message } }
  }
`);
const DECIDE = graphql(`
  mutation DecideComplaint($input: DecideComplaintInput!) {
    decideComplaint(input: $input) { complaint { id state } userErrors { field code message } }
  }
`);
const CHOICES: readonly (readonly [ComplaintReason, 'uphold' | 'reject'])[] = [
  ['NOT_RENDERED', 'uphold'],
  ['DATA_WRONG', 'uphold'],
  ['DATA_RIGHT', 'reject'],
  ['NOT_PROVEN', 'reject'],
];

interface Props {
  readonly id: string;
  readonly again: () => void;
}

/** The question with which the complaint goes to the clinic. */
export function Ask({ id, again }: Props) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (await send(ASK, { input: { id, question: textOf(event.currentTarget, 'question') } })) again();
  }
  return (
    <Card title={say(texts.ask)}>
      <form class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        <Area
          name="question"
          label={say(texts.askWhat)}
          hint={say(texts.textHint)}
          maxLength={2000}
          problem={problemOf(problems, 'question')}
        />
        <div class={forms.filterActions}>
          <Button type="submit" aria-disabled={busy}>
            {say(texts.ask)}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** While the clinic has its term there is nothing to do; after it the insurer goes on by itself. */
export function GoOn({ id, may, again }: Props & { may: boolean }) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  if (!may) return <p>{say(texts.waits)}</p>;
  return (
    <Card title={say(texts.goOn)}>
      <ErrorSummary problems={problems} />
      <p>{say(texts.goOnText)}</p>
      <Button
        aria-disabled={busy}
        onClick={async () => {
          if (await send(GO_ON, { input: { id } })) again();
        }}
      >
        {say(texts.goOn)}
      </Button>
    </Card>
  );
}

/** What the experts found, and why, in words for the complainant. */
export function Decide({ id, again }: Props) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  const box = useRef<HTMLFormElement>(null);
  async function decide() {
    if (!box.current) return;
    const reason = textOf(box.current, 'reason') as ComplaintReason;
    if (!reason) return setProblems([{ field: 'reason', text: say(texts.chooseReason) }]);
    if (await send(DECIDE, { input: { id, reason, text: textOf(box.current, 'text') } })) again();
  }
  return (
    <Card title={say(texts.decision)}>
      <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary problems={problems} />
        <Radios
          name="reason"
          label={say(texts.reason)}
          problem={problemOf(problems, 'reason')}
          options={CHOICES.map(([value, way]) => ({
            value,
            text: say(texts[way], { reason: say(REASONS[value]).toLowerCase() }),
          }))}
        />
        <Area
          name="text"
          label={say(texts.why)}
          hint={say(texts.textHint)}
          maxLength={2000}
          problem={problemOf(problems, 'text')}
        />
        <div class={forms.filterActions}>
          <Confirm
            primary
            label={say(texts.decide)}
            title={say(texts.decideTitle)}
            confirm={say(texts.decide)}
            busy={busy}
            onConfirm={decide}
          >
            <p>{say(texts.decideText)}</p>
          </Confirm>
        </div>
      </form>
    </Card>
  );
}
