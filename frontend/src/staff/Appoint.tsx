import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { daysOf } from '../desk/days';
import { texts as desk } from '../desk/texts';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import type { StaffRole } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Check, Select } from '../ui/Choices';
import { DateField } from '../ui/DateField';
import { Field, problemOf } from '../ui/Field';
import { maybe, textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';
import { Workplaces } from './Workplaces';
import { ROLES } from './words';

const PROPOSE = graphql(`
  mutation ProposeStaffAppointment($input: ProposeStaffAppointmentInput!) {
    proposeStaffAppointment(input: $input) { staffAppointment { id } userErrors { field code message } }
  }
`);

const EMPLOYEE = [
  ['employee.familyName', texts.family],
  ['employee.givenName', texts.given],
  ['employee.patronymic', texts.patronymic],
  ['employee.snils', ['СНИЛС', 'SNILS']],
  ['employee.phone', texts.phone],
  ['employee.email', texts.email],
] as const;

/** Proposes somebody for a role; another administrator confirms. */
export default function Appoint() {
  const { say } = useLocale();
  const { route } = useLocation();
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  const [fresh, setFresh] = useState(false);
  const [doctor, setDoctor] = useState(false);
  const problem = (name: string) => problemOf(form.problems, name);

  async function propose(box: HTMLFormElement) {
    const read = (name: string) => textOf(box, name);
    const { days, problems } = daysOf(box, {
      startsOn: true,
      ...(fresh ? { 'employee.birthDate': true } : {}),
    } as Record<string, boolean>);
    const role = read('role') as StaffRole | '';
    const organization = read('workplace');
    for (const [field, value] of [
      ['role', role],
      ['organization', organization],
    ] as const)
      if (!value) problems.push([field, 'required']);
    if (problems.length || !role)
      return form.setProblems(problems.map(([field, wrong]) => ({ field, text: say(desk[wrong]) })));
    const input = {
      login: read('login'),
      role,
      organization,
      position: maybe(read('position')) ?? null,
      specialty: maybe(read('specialty')) ?? null,
      specialtyCode: maybe(read('specialtyCode')) ?? null,
      startsOn: days['startsOn'] ?? '',
      employee: fresh
        ? {
            familyName: read('employee.familyName'),
            givenName: read('employee.givenName'),
            patronymic: maybe(read('employee.patronymic')) ?? null,
            birthDate: days['employee.birthDate'] ?? '',
            snils: read('employee.snils'),
            phone: maybe(read('employee.phone')) ?? null,
            email: maybe(read('employee.email')) ?? null,
          }
        : null,
      clientMutationId: once.current,
    };
    if (await form.send(PROPOSE, { input })) route(deskPaths.staff());
  }

  return (
    <div class={ui.slim}>
      <Card>
        <SendForm form={form} send={say(texts.propose)} onSend={propose}>
          <Field
            name="login"
            label={say(texts.login)}
            hint={say(texts.loginHint)}
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            problem={problem('login')}
          />
          <div onChange={(event) => setFresh((event.target as HTMLInputElement).checked)}>
            <Check name="employee" label={say(texts.fresh)} problem={problem('employee')} />
          </div>
          {fresh && (
            <>
              {EMPLOYEE.map(([name, label]) => (
                <Field key={name} name={name} label={say(label)} autoComplete="off" problem={problem(name)} />
              ))}
              <DateField
                name="employee.birthDate"
                label={say(texts.born)}
                problem={problem('employee.birthDate')}
              />
            </>
          )}
          <Select
            name="role"
            label={say(texts.role)}
            problem={problem('role')}
            onChange={(value) => setDoctor(value === 'DOCTOR')}
            options={Object.entries(ROLES).map(([value, text]) => ({ value, text: say(text) }))}
          />
          <Workplaces problem={problem('organization')} />
          <Field name="position" label={say(texts.position)} problem={problem('position')} />
          {doctor && (
            <>
              <Field name="specialty" label={say(texts.specialty)} problem={problem('specialty')} />
              <Field
                name="specialtyCode"
                label={say(texts.specialtyCode)}
                hint={say(texts.specialtyHint)}
                problem={problem('specialtyCode')}
              />
            </>
          )}
          <DateField name="startsOn" label={say(texts.startsOn)} problem={problem('startsOn')} />
        </SendForm>
      </Card>
    </div>
  );
}
