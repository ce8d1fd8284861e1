import type { TargetedSubmitEvent } from 'preact';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button, Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

const ANSWER = graphql(`
  mutation AnswerComplaint($input: AnswerComplaintInput!) {
    answerComplaint(input: $input) { complaint { id state } userErrors { field code message } }
  }
`);

/** The clinic agrees, or objects, and says why. */
export function Answer({ id, again }: { id: string; again: () => void }) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const view = textOf(form, 'agrees');
    if (!view) return setProblems([{ field: 'agrees', text: say(texts.chooseView) }]);
    if (await send(ANSWER, { input: { id, agrees: view === 'yes', text: textOf(form, 'text') } })) again();
  }
  return (
    <Card title={say(texts.reply)}>
      <form class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        <Radios
          name="agrees"
          label={say(texts.view)}
          problem={problemOf(problems, 'agrees')}
          options={[
            { value: 'yes', text: say(texts.agrees) },
            { value: 'no', text: say(texts.objects) },
          ]}
        />
        <Area
          name="text"
          label={say(texts.why)}
          hint={say(texts.textHint)}
          maxLength={2000}
          problem={problemOf(problems, 'text')}
        />
        <div class={forms.filterActions}>
          <Button type="submit" aria-disabled={busy}>
            {say(texts.reply)}
          </Button>
        </div>
      </form>
    </Card>
  );
}
