import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button } from '../ui/Basics';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import { useForm } from '../ui/useForm';
import { texts } from './texts';
import { SHORTEST_REASON } from './words';

const GIVE = graphql(`
  mutation GiveReason($input: GiveReasonInput!) {
    giveReason(input: $input) { encounter { id } userErrors { field code message } }
  }
`);

interface Props {
  readonly encounterId: string;
  readonly onGiven: () => void;
  readonly onCancel: () => void;
}

/** Why the doctor looks at restricted entries: kept, logged, good within this encounter. */
export function Reason({ encounterId, onGiven, onCancel }: Props) {
  const { say } = useLocale();
  const form = useForm();
  async function give(box: HTMLFormElement) {
    const reason = textOf(box, 'reason');
    if (reason.length < SHORTEST_REASON)
      return form.setProblems([{ field: 'reason', text: say(texts.reasonShort) }]);
    if (await form.send(GIVE, { input: { encounterId, reason } })) onGiven();
  }
  return (
    <SendForm
      form={form}
      send={say(texts.reasonGive)}
      onSend={give}
      beside={
        <Button quiet onClick={onCancel}>
          {say(texts.cancel)}
        </Button>
      }
    >
      <Area
        name="reason"
        label={say(texts.reason)}
        hint={say(texts.reasonHint)}
        maxLength={500}
        rows={3}
        problem={problemOf(form.problems, 'reason')}
      />
    </SendForm>
  );
}
