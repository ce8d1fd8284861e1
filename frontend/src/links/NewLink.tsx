import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import type { ShareLinkTerm } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { Field, problemOf } from '../ui/Field';
import { digitsOf, isChecked, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { SectionChecks, tickedSections } from '../ui/SectionChecks';
import { SendForm } from '../ui/SendForm';
import { LoadedPart } from '../ui/States';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { isPasscode, isSimple, randomPasscode } from './passcode';
import type { Made } from './Told';
import { texts } from './texts';

const SECTIONS = graphql(`
  query LinkSections($patientId: ID!) {
    record(patientId: $patientId) { id availableSections { section } }
  }
`);
const CREATE = graphql(`
  mutation CreateShareLink($input: CreateShareLinkInput!) {
    createShareLink(input: $input) { link userErrors { field code message } }
  }
`);
const TERMS = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const satisfies readonly ShareLinkTerm[];

interface Props {
  readonly patientId: string;
  readonly onMade: (made: Made) => void;
}

/** What a link shows, for how long, and the code that opens it. */
export function NewLink({ patientId, onMade }: Props) {
  const { say } = useLocale();
  const form = useForm();
  const read = useRead(SECTIONS, { patientId });
  const once = useOnce();
  const [proposed] = useState(randomPasscode);
  async function make(box: HTMLFormElement) {
    const sections = tickedSections(box);
    const facts = isChecked(box, 'facts');
    const passcode = digitsOf(box, 'passcode');
    if (!sections.length && !facts)
      return form.setProblems([{ field: 'sections', text: say(texts.chooseWhat) }]);
    if (!isPasscode(passcode))
      return form.setProblems([{ field: 'passcode', text: say(texts.choosePasscode) }]);
    if (isSimple(passcode)) return form.setProblems([{ field: 'passcode', text: say(texts.simplePasscode) }]);
    const content = { patientId, sections, facts, term: textOf(box, 'term') as ShareLinkTerm, passcode };
    const payload = await form.send(CREATE, {
      input: { ...content, clientMutationId: once.idOf(content) },
    });
    if (!payload?.link) return;
    once.done();
    onMade({ link: payload.link, passcode });
  }
  return (
    <Card>
      <SendForm form={form} send={say(texts.make)} onSend={make}>
        <LoadedPart read={read}>
          {({ record }) => (
            <SectionChecks
              label={say(texts.what)}
              hint={say(texts.whatHint)}
              problem={problemOf(form.problems, 'sections')}
              sections={record?.availableSections ?? []}
            >
              <label class={forms.choice}>
                <input type="checkbox" name="facts" value="yes" />
                <span>{say(texts.facts)}</span>
              </label>
            </SectionChecks>
          )}
        </LoadedPart>
        <Radios
          name="term"
          label={say(texts.term)}
          defaultValue="DAY"
          options={TERMS.map((term) => ({ value: term, text: say(texts[term]) }))}
        />
        <Field
          name="passcode"
          label={say(texts.passcode)}
          hint={say(texts.passcodeHint)}
          problem={problemOf(form.problems, 'passcode')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={16}
          defaultValue={proposed}
        />
      </SendForm>
    </Card>
  );
}
