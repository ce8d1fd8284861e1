import { useRef, useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Button } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { Field } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { LoadedPart } from '../ui/States';
import { texts } from './texts';

const CLINICS = graphql(`
  query PaperClinics($patientId: ID!, $text: String!) {
    visitClinics(patientId: $patientId, nameContains: $text) { id name attached }
  }
`);

interface Props {
  readonly patientId: string;
  /** Names of the inputs begin so: two such choices stand on one page. */
  readonly name: string;
  readonly problem: string | undefined;
}

/** The patient's own clinic, chosen to begin with, or another one by its name. */
export function ClinicChoice({ patientId, name, problem }: Props) {
  const { say } = useLocale();
  const [text, setText] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const read = useRead(CLINICS, { patientId, text });
  const find = () => setText(box.current?.querySelector<HTMLInputElement>(`#${name}-text`)?.value ?? '');
  // The own clinic is always among them.
  const hintOf = (clinics: readonly { readonly attached: boolean }[]) =>
    text && clinics.every(({ attached }) => attached)
      ? say(texts.notFound)
      : clinics.length
        ? undefined
        : say(texts.noClinic);
  return (
    <div ref={box} class={forms.form}>
      <LoadedPart read={read}>
        {({ visitClinics }) => (
          <Radios
            name={name}
            label={say(texts.clinic)}
            hint={hintOf(visitClinics ?? [])}
            problem={problem}
            defaultValue={visitClinics?.find(({ attached }) => attached)?.id}
            options={(visitClinics ?? []).map(({ id, name: called, attached }) => ({
              value: id,
              text: called,
              hint: attached ? say(texts.attached) : undefined,
            }))}
          />
        )}
      </LoadedPart>
      <Field
        name={`${name}-text`}
        label={say(texts.otherClinic)}
        maxLength={100}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // It would send the form around the search.
          event.preventDefault();
          find();
        }}
      />
      <div class={forms.filterActions}>
        <Button quiet onClick={find}>
          {say(texts.find)}
        </Button>
      </div>
    </div>
  );
}
