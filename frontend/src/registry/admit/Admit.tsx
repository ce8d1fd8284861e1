import { useState } from 'preact/hooks';
import { ForRole } from '../../desk/Desk';
import { daysOf } from '../../desk/days';
import { keyOf, PersonKey } from '../../desk/PersonKey';
import { texts as desk } from '../../desk/texts';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Area } from '../../ui/Area';
import { Card } from '../../ui/Basics';
import { Field, problemOf } from '../../ui/Field';
import { maybe, textOf } from '../../ui/formData';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SendForm } from '../../ui/SendForm';
import ui from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import { texts } from './texts';

const ADMIT = graphql(`
  mutation AdmitPatient($input: AdmitPatientInput!) {
    admitPatient(input: $input) { admitted userErrors { field code message } }
  }
`);

export default function AdmitPage() {
  return (
    <ForRole of="REGISTRAR">
      <Admit />
    </ForRole>
  );
}

/** A hospital's desk admits a patient to a doctor's care; the doctor then opens the encounter. */
function Admit() {
  const { say } = useLocale();
  const form = useForm();
  const [admitted, setAdmitted] = useState<string>();
  const problem = (name: string) => problemOf(form.problems, name);
  async function admit(box: HTMLFormElement) {
    setAdmitted(undefined);
    const { days, problems } = daysOf(box, { 'patient.birthDate': true });
    const wrong = problems.map(([field, why]) => ({ field, text: say(desk[why]) }));
    for (const field of ['doctor', 'patient.number'])
      if (!textOf(box, field)) wrong.unshift({ field, text: say(desk.required) });
    if (wrong.length) return form.setProblems(wrong);
    const doctor = textOf(box, 'doctor');
    const input = {
      patient: keyOf(box, 'patient', days['patient.birthDate']),
      doctor,
      ward: maybe(textOf(box, 'ward')) ?? null,
      reason: textOf(box, 'reason'),
    };
    if (!(await form.send(ADMIT, { input }))) return;
    box.reset();
    setAdmitted(doctor);
  }
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <div class={`${ui.slim} ${ui.stack}`}>
        {admitted && (
          <Notice tone="good" live>
            <p>{say(texts.done, { doctor: admitted })}</p>
          </Notice>
        )}
        <Card>
          <SendForm form={form} send={say(texts.admit)} onSend={admit}>
            <PersonKey name="patient" legend={say(texts.patient)} problems={form.problems} />
            <Field
              name="doctor"
              label={say(texts.doctor)}
              hint={say(texts.doctorHint)}
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              problem={problem('doctor')}
            />
            <Field
              name="ward"
              label={say(texts.ward)}
              autoComplete="off"
              maxLength={200}
              problem={problem('ward')}
            />
            <Area
              name="reason"
              label={say(desk.reason)}
              hint={say(texts.reasonHint)}
              rows={2}
              maxLength={500}
              problem={problem('reason')}
            />
          </SendForm>
        </Card>
      </div>
    </Page>
  );
}
