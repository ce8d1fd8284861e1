import { texts as desk } from '../../desk/texts';
import type { FindRecordDuplicatesInput, FindRecordDuplicatesMutation, MergeReason } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Card } from '../../ui/Basics';
import { Select } from '../../ui/Choices';
import { ConfirmForm } from '../../ui/ConfirmForm';
import { problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import { Notice } from '../../ui/Notice';
import { useForm } from '../../ui/useForm';
import { useOnce } from '../../ui/useOnce';
import { PROPOSE } from './documents';
import { texts } from './texts';
import { evidenceWords, personWords, REASONS } from './words';

type Candidate = NonNullable<FindRecordDuplicatesMutation['findRecordDuplicates']['candidates']>[number];

/** Somebody who may be the same person, and the proposal where the evidence is enough. */
export default function Twin({
  one,
  asked,
  proposed,
}: {
  one: Candidate;
  asked: FindRecordDuplicatesInput;
  proposed: () => void;
}) {
  const locale = useLocale();
  const { say } = locale;
  const form = useForm();
  const { idOf, done } = useOnce();
  const { person, evidence } = one;
  const kindName = `kind-${one.id}`;
  async function propose(box: HTMLFormElement) {
    const kind = textOf(box, kindName) as MergeReason | '';
    if (!kind) return form.setProblems([{ field: kindName, text: say(desk.required) }]);
    const content = { ...asked, duplicateId: one.id, kind };
    if (await form.send(PROPOSE, { input: { ...content, clientMutationId: idOf(content) } })) {
      done();
      proposed();
    }
  }
  const against = !evidence.enough ? texts.tooLittle : person.hasAccount ? texts.takesAccount : undefined;
  return (
    <Card title={personWords(person, locale)}>
      <p>{evidenceWords(evidence, locale)}</p>
      {against ? (
        <Notice>
          <p>{say(against)}</p>
        </Notice>
      ) : (
        <ConfirmForm
          primary
          form={form}
          send={say(texts.propose)}
          title={personWords(person, locale)}
          text={say(texts.proposeText)}
          onSend={propose}
        >
          <Select
            name={kindName}
            label={say(texts.why)}
            problem={problemOf(form.problems, kindName)}
            options={Object.entries(REASONS).map(([value, text]) => ({ value, text: say(text) }))}
          />
        </ConfirmForm>
      )}
    </Card>
  );
}
