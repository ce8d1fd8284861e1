import type { TargetedSubmitEvent } from 'preact';
import { graphql } from '../../../gen/gql';
import { useLocale } from '../../../i18n/locale';
import { Area } from '../../../ui/Area';
import { Button, Card } from '../../../ui/Basics';
import { ErrorSummary, problemOf } from '../../../ui/Field';
import { textOf } from '../../../ui/formData';
import forms from '../../../ui/forms.module.css';
import { useForm } from '../../../ui/useForm';
import type { StepProps } from '../../request';
import { texts } from './texts';

const APPEAL = graphql(`
  mutation AppealAccessRequest($input: AppealAccessRequestInput!) {
    appealAccessRequest(input: $input) { accessRequest { ...RequestAll } userErrors { field code message } }
  }
`);

/** Asks that somebody else looks at a refusal once more. */
export default function Appeal({ request, become }: Pick<StepProps, 'request' | 'become'>) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  async function appeal(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const payload = await send(APPEAL, {
      input: { id: request.id, text: textOf(event.currentTarget, 'text') },
    });
    if (payload?.accessRequest) become(payload.accessRequest, true);
  }
  return (
    <Card title={say(texts.appeal)}>
      <form class={forms.form} onSubmit={appeal} noValidate>
        <ErrorSummary problems={problems} />
        <Area
          name="text"
          label={say(texts.appealLabel)}
          hint={say(texts.appealHint)}
          maxLength={2000}
          problem={problemOf(problems, 'text')}
        />
        <Button type="submit" quiet aria-disabled={busy}>
          {say(texts.appealSend)}
        </Button>
      </form>
    </Card>
  );
}
