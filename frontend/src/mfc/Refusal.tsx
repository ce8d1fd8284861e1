import { texts as desk } from '../desk/texts';
import { graphql } from '../gen/gql';
import type { FamilyRefusal } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button } from '../ui/Basics';
import { Select } from '../ui/Choices';
import { ConfirmForm } from '../ui/ConfirmForm';
import { problemOf } from '../ui/Field';
import { maybe, textOf } from '../ui/formData';
import type { Form } from '../ui/useForm';
import { texts } from './texts';
import { REFUSALS } from './words';

const REFUSE = graphql(`
  mutation RefuseFamilyClaim($input: RefuseFamilyClaimInput!) {
    refuseFamilyClaim(input: $input) { claim { id state } userErrors { field code message } }
  }
`);

interface Props {
  readonly id: string;
  readonly form: Form;
  readonly again: () => void;
  readonly onCancel: () => void;
}

/** Why the claim is not confirmed; the applicant is told. */
export function Refusal({ id, form, again, onCancel }: Props) {
  const { say } = useLocale();
  async function refuse(box: HTMLFormElement) {
    const reason = textOf(box, 'reason') as FamilyRefusal | '';
    if (!reason) return form.setProblems([{ field: 'reason', text: say(desk.required) }]);
    const input = { id, reason, text: maybe(textOf(box, 'text')) ?? null };
    if (await form.send(REFUSE, { input })) again();
  }
  return (
    <ConfirmForm
      form={form}
      send={say(texts.refuse)}
      title={say(texts.refuse)}
      text={say(texts.refuseText)}
      onSend={refuse}
      beside={
        <Button quiet onClick={onCancel}>
          {say(desk.cancel)}
        </Button>
      }
    >
      <Select
        name="reason"
        label={say(texts.why)}
        problem={problemOf(form.problems, 'reason')}
        options={Object.entries(REFUSALS).map(([value, text]) => ({ value, text: say(text) }))}
      />
      <Area name="text" label={say(texts.words)} maxLength={300} problem={problemOf(form.problems, 'text')} />
    </ConfirmForm>
  );
}
