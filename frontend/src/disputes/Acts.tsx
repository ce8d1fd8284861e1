import { useRef } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { ComplaintReason } from '../gen/graphql';
import { REASONS } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { SendForm } from '../ui/SendForm';
import { useForm } from '../ui/useForm';
import { Explanation } from './Explanation';
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
  const form = useForm();
  async function ask(box: HTMLFormElement) {
    if (await form.send(ASK, { input: { id, question: textOf(box, 'question') } })) again();
  }
  return (
    <Card title={say(texts.ask)}>
      <SendForm form={form} send={say(texts.ask)} onSend={ask}>
        <Explanation name="question" label={say(texts.askWhat)} problems={form.problems} />
      </SendForm>
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
        <Explanation name="text" label={say(texts.why)} problems={problems} />
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
