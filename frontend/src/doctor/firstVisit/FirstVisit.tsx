import { useLocation, useRoute } from 'preact-iso';
import { useViewerAgain } from '../../api/viewer';
import { ForRole } from '../../desk/Desk';
import { deskRoutes } from '../../deskPaths';
import { graphql } from '../../gen/gql';
import type { BloodGroup } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Area } from '../../ui/Area';
import { Card } from '../../ui/Basics';
import { Select } from '../../ui/Choices';
import { Field, problemOf } from '../../ui/Field';
import { maybe, textOf } from '../../ui/formData';
import { Page } from '../../ui/Page';
import { SendForm } from '../../ui/SendForm';
import { useForm } from '../../ui/useForm';
import { useOnce } from '../../ui/useOnce';
import { ToDay } from '../ToDay';
import { allergiesOf, linesOf, operationsOf } from './lines';
import { texts } from './texts';

const OPEN = graphql(`
  mutation OpenMedicalRecord($input: OpenMedicalRecordInput!) {
    openMedicalRecord(input: $input) { encounter { patientId } userErrors { field code message } }
  }
`);
const HINTS = {
  chronicConditions: texts.chronicConditionsHint,
  allergies: texts.allergiesHint,
  operations: texts.operationsHint,
  heredity: texts.heredityHint,
};
const GROUPS: Record<BloodGroup, string> = {
  O_PLUS: '0 (I) Rh+',
  O_MINUS: '0 (I) Rh−',
  A_PLUS: 'A (II) Rh+',
  A_MINUS: 'A (II) Rh−',
  B_PLUS: 'B (III) Rh+',
  B_MINUS: 'B (III) Rh−',
  AB_PLUS: 'AB (IV) Rh+',
  AB_MINUS: 'AB (IV) Rh−',
};

export default function FirstVisitPage() {
  return (
    <ForRole of="DOCTOR">
      <FirstVisit />
    </ForRole>
  );
}

/** What a doctor of the clinic of attachment asks at the first visit; then the record is open. */
function FirstVisit() {
  const { say } = useLocale();
  const form = useForm();
  const { route } = useLocation();
  const { params } = useRoute();
  const viewerAgain = useViewerAgain();
  const once = useOnce();
  const problem = (name: string) => problemOf(form.problems, name);
  async function open(box: HTMLFormElement) {
    const name = textOf(box, 'emergencyContacts.0.name');
    const phone = textOf(box, 'emergencyContacts.0.phone');
    const relationship = maybe(textOf(box, 'emergencyContacts.0.relationship')) ?? null;
    const bloodGroup = (maybe(textOf(box, 'bloodGroup')) as BloodGroup | undefined) ?? null;
    const input = {
      encounterId: params['encounterId'] ?? '',
      bloodGroup,
      chronicConditions: linesOf(textOf(box, 'chronicConditions')),
      allergies: allergiesOf(textOf(box, 'allergies')),
      operations: operationsOf(textOf(box, 'operations')),
      heredity: maybe(textOf(box, 'heredity')) ?? null,
      emergencyContacts: name || phone ? [{ name, phone, relationship }] : [],
    };
    const payload = await form.send(OPEN, { input: { ...input, clientMutationId: once.idOf(input) } });
    if (!payload) return;
    once.done();
    viewerAgain();
    route(deskRoutes.doctor);
  }
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <ToDay />
      <Card>
        <SendForm form={form} send={say(texts.open)} onSend={open}>
          <Select
            name="bloodGroup"
            label={say(texts.blood)}
            problem={problem('bloodGroup')}
            options={Object.entries(GROUPS).map(([value, text]) => ({ value, text }))}
          />
          {(['chronicConditions', 'allergies', 'operations', 'heredity'] as const).map((name) => (
            <Area
              key={name}
              name={name}
              label={say(texts[name])}
              hint={say(HINTS[name])}
              rows={3}
              maxLength={4000}
              problem={problem(name)}
            />
          ))}
          <h2>{say(texts.contact)}</h2>
          <Field
            name="emergencyContacts.0.name"
            label={say(texts.contactName)}
            autoComplete="off"
            problem={problem('emergencyContacts.0.name')}
          />
          <Field
            name="emergencyContacts.0.relationship"
            label={say(texts.contactWho)}
            autoComplete="off"
            problem={problem('emergencyContacts.0.relationship')}
          />
          <Field
            name="emergencyContacts.0.phone"
            label={say(texts.contactPhone)}
            type="tel"
            autoComplete="off"
            problem={problem('emergencyContacts.0.phone')}
          />
        </SendForm>
      </Card>
    </Page>
  );
}
