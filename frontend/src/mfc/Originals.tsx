import { useState } from 'preact/hooks';
import { daysOf } from '../desk/days';
import { texts as desk } from '../desk/texts';
import { graphql } from '../gen/gql';
import type { ClaimToDecideFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { Check } from '../ui/Choices';
import { ConfirmForm } from '../ui/ConfirmForm';
import { DateField } from '../ui/DateField';
import { Field, problemOf } from '../ui/Field';
import { isChecked, maybe, textOf } from '../ui/formData';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { Refusal } from './Refusal';
import { texts } from './texts';
import { SIGHTED } from './words';

graphql(`
  fragment ClaimToDecide on MfcClaim {
    id state relationship originals { kind }
  }
`);
const CONFIRM = graphql(`
  mutation ConfirmFamilyClaim($input: ConfirmFamilyClaimInput!) {
    confirmFamilyClaim(input: $input) { claim { id state } userErrors { field code message } }
  }
`);

/** The number off each original, the basis, and the decision (REP-03, REP-04). */
export default function Originals({ claim, again }: { claim: ClaimToDecideFragment; again: () => void }) {
  const { say } = useLocale();
  const form = useForm();
  const [differ, setDiffer] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const { id, relationship } = claim;
  const ward = relationship === 'WARD';
  const listed = claim.originals.some(({ kind }) => kind === 'NAME_CHANGE_DOCUMENT');
  const originals = [
    ...claim.originals,
    ...(differ && !listed ? [{ kind: 'NAME_CHANGE_DOCUMENT' as const }] : []),
  ];
  async function confirm(element: HTMLFormElement) {
    const { days, problems } = daysOf<string>(element, ward ? { startsOn: false, endsOn: false } : {});
    if (problems.length)
      return form.setProblems(problems.map(([field, wrong]) => ({ field, text: say(desk[wrong]) })));
    const input = {
      id,
      // The place of each is that of its field, by which the server names it.
      documents: originals.map(({ kind }, place) => ({
        kind,
        number: textOf(element, `documents.${place}.number`),
      })),
      namesDiffer: isChecked(element, 'namesDiffer'),
      basis: textOf(element, 'basis'),
      actNumber: maybe(textOf(element, 'actNumber')) ?? null,
      ...days,
    };
    if (await form.send(CONFIRM, { input })) again();
  }
  return (
    <Card title={say(texts.originals)}>
      <p class={ui.small}>{say(texts.originalsLead)}</p>
      <ConfirmForm
        primary
        form={refusing ? { ...form, problems: [] } : form}
        send={say(texts.confirm)}
        title={say(texts.originals)}
        text={say(texts.confirmText)}
        onSend={confirm}
        beside={
          !refusing && (
            <Button quiet onClick={() => setRefusing(true)}>
              {say(texts.refuse)}
            </Button>
          )
        }
      >
        {originals.map(({ kind }, place) => (
          <Field
            key={kind}
            name={`documents.${place}.number`}
            label={say(SIGHTED[kind])}
            autoComplete="off"
            problem={problemOf(form.problems, `documents.${place}.number`)}
          />
        ))}
        {!listed && (
          <div onChange={(event) => setDiffer((event.target as HTMLInputElement).checked)}>
            <Check name="namesDiffer" label={say(texts.differ)} hint={say(texts.differHint)} />
          </div>
        )}
        <Field
          name="basis"
          label={say(texts.basis)}
          hint={say(texts.basisHint)}
          maxLength={300}
          problem={problemOf(form.problems, 'basis')}
        />
        <Field
          name="actNumber"
          label={say(texts.actNumber)}
          problem={problemOf(form.problems, 'actNumber')}
        />
        {ward && (
          <>
            <DateField
              name="startsOn"
              label={say(texts.startsOn)}
              problem={problemOf(form.problems, 'startsOn')}
            />
            <DateField name="endsOn" label={say(texts.endsOn)} problem={problemOf(form.problems, 'endsOn')} />
          </>
        )}
      </ConfirmForm>
      {refusing && <Refusal id={id} form={form} again={again} onCancel={() => setRefusing(false)} />}
    </Card>
  );
}
