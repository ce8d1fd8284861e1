import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import { useForm } from '../ui/useForm';
import { Explanation } from './Explanation';
import { texts } from './texts';

const ANSWER = graphql(`
  mutation AnswerComplaint($input: AnswerComplaintInput!) {
    answerComplaint(input: $input) { complaint { id state } userErrors { field code message } }
  }
`);

/** The clinic agrees, or objects, and says why. */
export function Answer({ id, again }: { id: string; again: () => void }) {
  const { say } = useLocale();
  const form = useForm();
  async function answer(box: HTMLFormElement) {
    const view = textOf(box, 'agrees');
    if (!view) return form.setProblems([{ field: 'agrees', text: say(texts.chooseView) }]);
    if (await form.send(ANSWER, { input: { id, agrees: view === 'yes', text: textOf(box, 'text') } }))
      again();
  }
  return (
    <Card title={say(texts.reply)}>
      <SendForm form={form} send={say(texts.reply)} onSend={answer}>
        <Radios
          name="agrees"
          label={say(texts.view)}
          problem={problemOf(form.problems, 'agrees')}
          options={[
            { value: 'yes', text: say(texts.agrees) },
            { value: 'no', text: say(texts.objects) },
          ]}
        />
        <Explanation name="text" label={say(texts.why)} problems={form.problems} />
      </SendForm>
    </Card>
  );
}
