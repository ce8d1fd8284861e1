import { useState } from 'preact/hooks';
import { ForRole } from '../desk/Desk';
import { daysOf } from '../desk/days';
import { texts as desk } from '../desk/texts';
import { graphql } from '../gen/gql';
import type { FindPatientMutation, IdentifierKind } from '../gen/graphql';
import { type Both, useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Select } from '../ui/Choices';
import { DateField } from '../ui/DateField';
import { Field, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { Page } from '../ui/Page';
import { SendForm } from '../ui/SendForm';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { Emergency } from './Emergency';
import { ToDay } from './ToDay';
import { texts } from './texts';

const FIND = graphql(`
  mutation FindPatient($input: FindPatientInput!) {
    findPatient(input: $input) {
      patient { patientId displayName birthDate attachedClinic }
      userErrors { field code message }
    }
  }
`);
type Found = NonNullable<FindPatientMutation['findPatient']['patient']>;
const KINDS: Record<IdentifierKind, Both> = {
  SNILS: ['СНИЛС', 'SNILS'],
  ENP: ['Полис ОМС', 'Insurance policy'],
  PASSPORT: ['Паспорт', 'Passport'],
  BIRTH_CERTIFICATE: ['Свидетельство о рождении', 'Birth certificate'],
  FOREIGN_DOCUMENT: ['Документ другой страны', 'Document of another country'],
};

export default function FindPage() {
  return (
    <ForRole of="DOCTOR">
      <Find />
    </ForRole>
  );
}

/** One person by a whole identifier; the search is kept, and the patient sees it. */
function Find() {
  const { say, date } = useLocale();
  const form = useForm();
  const [found, setFound] = useState<Found>();
  const problem = (name: string) => problemOf(form.problems, name);
  async function find(box: HTMLFormElement) {
    const kind = textOf(box, 'kind') as IdentifierKind | '';
    const number = textOf(box, 'number');
    const { days, problems } = daysOf(box, { birthDate: true });
    const wrong = problems.map(([field, why]) => ({ field, text: say(desk[why]) }));
    if (!number) wrong.unshift({ field: 'number', text: say(desk.required) });
    if (!kind) wrong.unshift({ field: 'kind', text: say(desk.required) });
    setFound(undefined);
    if (wrong.length || !kind || !days.birthDate) return form.setProblems(wrong);
    const payload = await form.send(FIND, { input: { kind, number, birthDate: days.birthDate } });
    setFound(payload?.patient ?? undefined);
  }
  return (
    <Page title={say(texts.find)} heading={say(texts.find)} lead={say(texts.findLead)}>
      <ToDay />
      <div class={ui.stack}>
        <Card>
          <SendForm form={form} send={say(texts.findGo)} onSend={find}>
            <Select
              name="kind"
              label={say(texts.kind)}
              problem={problem('kind')}
              options={Object.entries(KINDS).map(([value, text]) => ({ value, text: say(text) }))}
            />
            <Field name="number" label={say(texts.number)} autoComplete="off" problem={problem('number')} />
            <DateField name="birthDate" label={say(texts.born)} problem={problem('birthDate')} />
          </SendForm>
        </Card>
        {found && (
          <Card title={found.displayName}>
            <p>
              {date(found.birthDate)}
              <br />
              {found.attachedClinic ?? say(texts.unattached)}
            </p>
            <p class={ui.small}>{say(texts.foundHint)}</p>
            <Emergency key={found.patientId} patientId={found.patientId} />
          </Card>
        )}
      </div>
    </Page>
  );
}
