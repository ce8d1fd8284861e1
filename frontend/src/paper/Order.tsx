import { useState } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { ExtractPickup, ExtractPurpose, Section } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { PURPOSES } from '../i18n/paper';
import { Area } from '../ui/Area';
import { Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { Field, type Problem, problemOf } from '../ui/Field';
import { maybe, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import { SectionChecks, tickedSections } from '../ui/SectionChecks';
import { SendForm } from '../ui/SendForm';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { ClinicChoice } from './ClinicChoice';
import { texts } from './texts';

const ORDER = graphql(`
  mutation OrderPaperExtract($input: OrderPaperExtractInput!) {
    orderPaperExtract(input: $input) { extract { id state } userErrors { field code message } }
  }
`);

interface Props {
  readonly patientId: string;
  readonly sections: readonly { readonly section: Section }[];
  /** Nothing was ordered on this page yet. */
  readonly first: boolean;
  readonly onOrdered: () => void;
}

/** Where, what for, what of, and who fetches it. */
export function Order({ patientId, sections, first, onOrdered }: Props) {
  const { say } = useLocale();
  const form = useForm();
  const once = useOnce();
  const [pickup, setPickup] = useState('SELF');
  const problem = (name: string) => problemOf(form.problems, name);
  async function order(box: HTMLFormElement) {
    const organizationId = textOf(box, 'organizationId');
    const purpose = textOf(box, 'purpose') as ExtractPurpose;
    const wrong: Problem[] = [];
    if (!organizationId) wrong.push({ field: 'organizationId', text: say(texts.chooseClinic) });
    if (!purpose) wrong.push({ field: 'purpose', text: say(texts.choosePurpose) });
    if (wrong.length) return form.setProblems(wrong);
    const ticked = tickedSections(box);
    const content = {
      patientId,
      organizationId,
      purpose,
      sections: ticked.length ? ticked : null,
      coversFrom: maybe(textOf(box, 'coversFrom')) ?? null,
      coversUntil: maybe(textOf(box, 'coversUntil')) ?? null,
      note: maybe(textOf(box, 'note')) ?? null,
      pickup: textOf(box, 'pickup') as ExtractPickup,
      fetchedBy: maybe(textOf(box, 'fetchedBy')) ?? null,
    };
    if (!(await form.send(ORDER, { input: { ...content, clientMutationId: once.idOf(content) } }))) return;
    once.done();
    onOrdered();
  }
  return (
    <Card title={say(texts.order)}>
      {!first && (
        <Notice tone="good" live>
          {say(texts.ordered)}
        </Notice>
      )}
      <p>{say(texts.orderText)}</p>
      <SendForm form={form} send={say(texts.send)} onSend={order}>
        <ClinicChoice patientId={patientId} name="organizationId" problem={problem('organizationId')} />
        <Radios
          name="purpose"
          label={say(texts.purpose)}
          problem={problem('purpose')}
          options={Object.entries(PURPOSES).map(([value, text]) => ({ value, text: say(text) }))}
        />
        <details class={forms.fold} open={['coversFrom', 'coversUntil', 'note'].some(problem)}>
          <summary>{say(texts.more)}</summary>
          <div class={forms.form}>
            <SectionChecks label={say(texts.which)} hint={say(texts.whichHint)} sections={sections} />
            <div class={forms.filter}>
              <Field name="coversFrom" type="date" label={say(texts.from)} problem={problem('coversFrom')} />
              <Field
                name="coversUntil"
                type="date"
                label={say(texts.until)}
                problem={problem('coversUntil')}
              />
            </div>
            <Area
              name="note"
              label={say(texts.note)}
              hint={say(texts.noteHint)}
              rows={2}
              maxLength={500}
              problem={problem('note')}
            />
          </div>
        </details>
        <Radios
          name="pickup"
          label={say(texts.who)}
          defaultValue={pickup}
          onChange={setPickup}
          options={[
            { value: 'SELF', text: say(texts.self) },
            { value: 'REPRESENTATIVE', text: say(texts.other) },
          ]}
        />
        {pickup === 'REPRESENTATIVE' && (
          <Field name="fetchedBy" label={say(texts.name)} maxLength={200} problem={problem('fetchedBy')} />
        )}
      </SendForm>
    </Card>
  );
}
