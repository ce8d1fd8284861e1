import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { daysOf } from '../../desk/days';
import { keyOf, PersonKey } from '../../desk/PersonKey';
import { texts as desk } from '../../desk/texts';
import { deskPaths } from '../../deskPaths';
import type {
  ProposeAdoptionInput,
  ProposeCourtActInput,
  RecordDeathInput,
  RecordEmancipationInput,
} from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Area } from '../../ui/Area';
import { Card } from '../../ui/Basics';
import { Select } from '../../ui/Choices';
import { ConfirmForm } from '../../ui/ConfirmForm';
import { DateField } from '../../ui/DateField';
import { Field, problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import { Notice } from '../../ui/Notice';
import ui from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import { ACT_FORMS, ACTS, type ActForm, LABELS, OPTIONAL, SHAPES } from './actForms';
import { ADOPT, CORRECT, DEATH, EMANCIPATION, PROPOSE } from './actMutations';
import { texts } from './texts';

/** Enters a paper: of a court, waits for another registrar; of a death or an emancipation, holds at once. */
export default function EnterAct() {
  const { say } = useLocale();
  const { route } = useLocation();
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  const [kind, setKind] = useState<ActForm>('RESTRICTION');
  const [done, setDone] = useState<string>();
  const { people, days, fields } = SHAPES[kind];
  const problem = (name: string) => problemOf(form.problems, name);

  async function enter(element: HTMLFormElement) {
    const wanted = Object.entries(people).filter(([name, must]) => must || textOf(element, `${name}.number`));
    const born = Object.fromEntries(wanted.map(([name]) => [`${name}.birthDate`, true]));
    const { days: found, problems } = daysOf(element, { ...days, ...born });
    if (problems.length)
      return form.setProblems(problems.map(([field, wrong]) => ({ field, text: say(desk[wrong]) })));
    const key = (name: string) => keyOf(element, name, found[`${name}.birthDate`] ?? null);
    const plain = Object.fromEntries(
      fields.map((name) => [name, textOf(element, name) || (OPTIONAL.has(name) ? null : '')]),
    );
    const dates = Object.fromEntries(Object.keys(days).map((name) => [name, found[name] ?? null]));
    const common = { ...plain, ...dates, reason: textOf(element, 'reason') };
    const twice = { clientMutationId: once.current };
    const parents = wanted.filter(([name]) => name.startsWith('parents')).map(([name]) => key(name));
    // The shape of each is that of its input: SHAPES names every field of it.
    const send = {
      RESTRICTION: () => rights(),
      TERMINATION: () => rights(),
      ADOPTION: () =>
        form.send(ADOPT, {
          input: { ...common, ...twice, patient: key('patient'), parents } as unknown as ProposeAdoptionInput,
        }),
      DEATH: () =>
        form.send(DEATH, { input: { ...common, person: key('person') } as unknown as RecordDeathInput }),
      EMANCIPATION: () =>
        form.send(EMANCIPATION, {
          input: { ...common, person: key('person') } as unknown as RecordEmancipationInput,
        }),
      CORRECTION: () =>
        form.send(CORRECT, { input: { person: key('person'), reason: common.reason, ...twice } }),
    };
    const rights = () =>
      form.send(PROPOSE, {
        input: {
          ...common,
          ...twice,
          kind,
          patient: key('patient'),
          representative: key('representative'),
        } as unknown as ProposeCourtActInput,
      });
    const payload = await send[kind]();
    if (!payload) return;
    once.current = crypto.randomUUID();
    if ('person' in payload) {
      element.reset();
      setDone(payload.person?.displayName ?? '');
    } else route(deskPaths.acts());
  }

  return (
    <div class={ui.slim}>
      {done !== undefined && (
        <Notice tone="good" live>
          <p>{say(texts.recorded, { who: done })}</p>
        </Notice>
      )}
      <Card>
        <ConfirmForm
          primary
          form={form}
          send={say(texts.enter)}
          title={say(ACTS[kind][0])}
          text={say(ACTS[kind][1])}
          onSend={enter}
        >
          <Select
            name="kind"
            label={say(texts.paper)}
            defaultValue={kind}
            hint={say(ACTS[kind][1])}
            options={ACT_FORMS.map((one) => ({ value: one, text: say(ACTS[one][0]) }))}
            onChange={(value) => {
              form.setProblems([]);
              setKind((value || 'RESTRICTION') as ActForm);
            }}
          />
          {Object.keys(people).map((name) => (
            <PersonKey
              key={name}
              name={name}
              legend={say(LABELS[name] ?? texts.who)}
              problems={form.problems}
            />
          ))}
          {fields.map((name) => (
            <Field
              key={name}
              name={name}
              label={say(LABELS[name] ?? texts.who)}
              autoComplete="off"
              problem={problem(name)}
            />
          ))}
          {Object.keys(days).map((name) => (
            <DateField
              key={name}
              name={name}
              label={say(LABELS[name] ?? texts.who)}
              problem={problem(name)}
            />
          ))}
          <Area
            name="reason"
            label={say(desk.reason)}
            hint={say(desk.reasonHint)}
            rows={2}
            maxLength={500}
            problem={problem('reason')}
          />
        </ConfirmForm>
      </Card>
    </div>
  );
}
