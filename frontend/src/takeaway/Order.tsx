import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import type { ExportForm } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import { SectionChecks, tickedSections } from '../ui/SectionChecks';
import { LoadedPart } from '../ui/States';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { FORMS, HINTS, ofSections } from './forms';
import { REQUEST } from './request';
import { texts } from './texts';

const SECTIONS = graphql(`
  query ExportSections($patientId: ID!) {
    record(patientId: $patientId) { id availableSections { section } }
  }
`);

interface Props {
  readonly patientId: string;
  readonly onOrdered: () => void;
}

/** What is wanted, and which sections of it. */
export function Order({ patientId, onOrdered }: Props) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  const read = useRead(SECTIONS, { patientId });
  const once = useOnce();
  const [form, setForm] = useState('RECORD_PDF');
  const [done, setDone] = useState(false);
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = event.currentTarget;
    const chosen = textOf(given, 'form') as ExportForm;
    if (!chosen) return setProblems([{ field: 'form', text: say(texts.choose) }]);
    const ticked = tickedSections(given);
    const content = {
      patientId,
      form: chosen,
      sections: ofSections(chosen) && ticked.length ? ticked : null,
    };
    setDone(false);
    if (!(await send(REQUEST, { input: { ...content, clientMutationId: once.idOf(content) } }))) return;
    once.done();
    setDone(true);
    onOrdered();
  }
  return (
    <Card>
      <form class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        <Radios
          name="form"
          label={say(texts.what)}
          problem={problemOf(problems, 'form')}
          defaultValue={form}
          onChange={setForm}
          options={Object.entries(HINTS).map(([value, hint]) => ({
            value,
            text: say(FORMS[value as ExportForm]),
            hint: say(hint),
          }))}
        />
        {ofSections(form) && (
          <LoadedPart read={read}>
            {({ record }) =>
              !!record?.availableSections.length && (
                <details class={forms.fold}>
                  <summary>{say(texts.some)}</summary>
                  <SectionChecks
                    label={say(texts.which)}
                    hint={say(texts.whichHint)}
                    sections={record.availableSections}
                  />
                </details>
              )
            }
          </LoadedPart>
        )}
        <div class={forms.filterActions}>
          <Button type="submit" aria-disabled={busy}>
            {say(texts.order)}
          </Button>
        </div>
        {done && (
          <Notice tone="good" live>
            {say(texts.ordered)}
          </Notice>
        )}
      </form>
    </Card>
  );
}
