import type { DoctorDayQuery } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Select } from '../ui/Choices';
import { Field, problemOf } from '../ui/Field';
import { digitsOf, maybe, textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import { useForm } from '../ui/useForm';
import { OPEN, type Opened } from './opening';
import { texts } from './texts';

interface Props {
  readonly workplaces: NonNullable<DoctorDayQuery['doctorWorkplaces']>;
  readonly onOpened: (opened: Opened) => void;
}

/** The code that a patient shows: twelve digits, good once. */
export function Code({ workplaces, onOpened }: Props) {
  const { say } = useLocale();
  const form = useForm();
  const problem = (name: string) => problemOf(form.problems, name);
  async function open(box: HTMLFormElement) {
    const code = digitsOf(box, 'code');
    if (code.length !== 12) return form.setProblems([{ field: 'code', text: say(texts.codeWrong) }]);
    const organizationId = maybe(textOf(box, 'organizationId'));
    const payload = await form.send(OPEN, {
      input: { code, ...(organizationId ? { organizationId } : {}) },
    });
    if (!payload?.encounter) return;
    box.reset();
    onOpened(payload.encounter);
  }
  return (
    <Card title={say(texts.code)}>
      <SendForm form={form} send={say(texts.begin)} onSend={open}>
        <Field
          name="code"
          label={say(texts.codeLabel)}
          hint={say(texts.codeHint)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          problem={problem('code')}
        />
        {workplaces.length > 1 && (
          <Select
            name="organizationId"
            label={say(texts.where)}
            problem={problem('organizationId')}
            options={workplaces.map(({ id, name }) => ({ value: id, text: name }))}
          />
        )}
      </SendForm>
    </Card>
  );
}
