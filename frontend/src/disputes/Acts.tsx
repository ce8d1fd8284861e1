import { graphql } from '../gen/gql';
import type { ComplaintReason } from '../gen/graphql';
import { REASONS } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { ConfirmForm } from '../ui/ConfirmForm';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
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
  const form = useForm();
  async function decide(box: HTMLFormElement) {
    const reason = textOf(box, 'reason') as ComplaintReason;
    if (!reason) return form.setProblems([{ field: 'reason', text: say(texts.chooseReason) }]);
    if (await form.send(DECIDE, { input: { id, reason, text: textOf(box, 'text') } })) again();
  }
  return (
    <Card title={say(texts.decision)}>
      <ConfirmForm
        primary
        form={form}
        send={say(texts.decide)}
        title={say(texts.decideTitle)}
        text={say(texts.decideText)}
        onSend={decide}
      >
        <Radios
          name="reason"
          label={say(texts.reason)}
          problem={problemOf(form.problems, 'reason')}
          options={CHOICES.map(([value, way]) => ({
            value,
            text: say(texts[way], { reason: say(REASONS[value]).toLowerCase() }),
          }))}
        />
        <Explanation name="text" label={say(texts.why)} problems={form.problems} />
      </ConfirmForm>
    </Card>
  );
}
