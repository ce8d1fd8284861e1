import { useState } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { CorrectableFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Select } from '../ui/Choices';
import { Confirm } from '../ui/Confirm';
import { Field, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

graphql(`
  fragment Correctable on CorrectableField { name label kind values { value label } }
`);
const CORRECT = graphql(`
  mutation CorrectDisputedEntry($input: CorrectDisputedEntryInput!) {
    correctDisputedEntry(input: $input) { complaint { id correction } userErrors { field code message } }
  }
`);

interface Props {
  readonly id: string;
  readonly fields: readonly CorrectableFragment[];
  /** Whether entries of this kind hold diagnoses. */
  readonly diagnosed: boolean;
  readonly again: () => void;
}

/** What the clinic puts right: fields by their names, for it is shown none of their values; or the whole entry goes. */
export function Correct({ id, fields, diagnosed, again }: Props) {
  const { say } = useLocale();
  const form = useForm();
  const [chosen, choose] = useState<readonly string[]>([]);
  const put = fields.filter(({ name }) => chosen.includes(name));
  async function correct(box: HTMLFormElement) {
    const code = textOf(box, 'diagnosis.code');
    const wording = textOf(box, 'diagnosis.wording');
    const diagnosis = code || wording ? { code, wording } : null;
    if (!put.length && !diagnosis)
      return form.setProblems([{ field: 'field', text: say(texts.chooseField) }]);
    const given = put.map(({ name }) => ({ name, value: textOf(box, name) }));
    if (await form.send(CORRECT, { input: { id, fields: given, diagnosis } })) again();
  }
  return (
    <Card title={say(texts.order)}>
      <p>{say(texts.orderText)}</p>
      <SendForm
        form={form}
        send={say(texts.correct)}
        onSend={correct}
        beside={
          <Confirm
            label={say(texts.wholeWrong)}
            title={say(texts.wholeTitle)}
            confirm={say(texts.wholeWrong)}
            busy={form.busy}
            onConfirm={async () => {
              if (await form.send(CORRECT, { input: { id, withdrawn: true } })) again();
            }}
          >
            <p>{say(texts.wholeText)}</p>
          </Confirm>
        }
      >
        <Select
          key={chosen.length}
          name="field"
          label={say(texts.field)}
          problem={problemOf(form.problems, 'field')}
          options={fields
            .filter(({ name }) => !chosen.includes(name))
            .map(({ name, label }) => ({ value: name, text: label }))}
          onChange={(name) => name && choose([...chosen, name])}
        />
        {put.map((field) => (
          <Value key={field.name} field={field} problem={problemOf(form.problems, field.name)} />
        ))}
        {diagnosed && (
          <>
            <Field
              name="diagnosis.code"
              label={say(texts.code)}
              hint={say(texts.codeHint)}
              maxLength={10}
              problem={problemOf(form.problems, 'diagnosis.code')}
            />
            <Field name="diagnosis.wording" label={say(texts.wording)} />
          </>
        )}
      </SendForm>
    </Card>
  );
}

function Value({ field, problem }: { field: CorrectableFragment; problem: string | undefined }) {
  const { say } = useLocale();
  const { name, label, kind, values } = field;
  if (values.length)
    return (
      <Select
        name={name}
        label={label}
        problem={problem}
        options={values.map(({ value, label: word }) => ({ value, text: word }))}
      />
    );
  if (kind === 'Boolean')
    return (
      <Select
        name={name}
        label={label}
        problem={problem}
        options={[
          { value: 'true', text: say(texts.yes) },
          { value: 'false', text: say(texts.no) },
        ]}
      />
    );
  return (
    <Field
      name={name}
      label={label}
      type={kind === 'Date' ? 'date' : 'text'}
      inputMode={kind === 'Float' || kind === 'Int' ? 'decimal' : 'text'}
      problem={problem}
    />
  );
}
