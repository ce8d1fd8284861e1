import { useState } from 'preact/hooks';
import { daysOf } from '../desk/days';
import { texts as desk } from '../desk/texts';
import { DOCUMENTS } from '../desk/words';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { ConfirmForm } from '../ui/ConfirmForm';
import { DateField } from '../ui/DateField';
import { Field, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

const CONFIRM = graphql(`
  mutation ConfirmIdentityInPerson($input: ConfirmIdentityInPersonInput!) {
    confirmIdentityInPerson(input: $input) { level registrarDecides userErrors { field code message } }
  }
`);

/** The account's owner stands here with passport and СНИЛС. `claimId`: the account is that of a claim. */
export default function Identity({ claimId }: { claimId?: string }) {
  const { say } = useLocale();
  const form = useForm();
  const [done, setDone] = useState<'full' | 'registrar'>();
  const problem = (name: string) => problemOf(form.problems, name);
  async function confirm(box: HTMLFormElement) {
    const read = (name: string) => textOf(box, name);
    const { days, problems } = daysOf(box, { issuedOn: true });
    if (problems.length || !days.issuedOn)
      return form.setProblems(problems.map(([field, wrong]) => ({ field, text: say(desk[wrong]) })));
    const input = {
      ...(claimId ? { claimId } : { login: read('login') }),
      passport: read('passport'),
      issuedOn: days.issuedOn,
      departmentCode: read('departmentCode'),
      snils: read('snils'),
    };
    const payload = await form.send(CONFIRM, { input });
    if (!payload) return;
    setDone(payload.registrarDecides ? 'registrar' : 'full');
    box.reset();
  }
  return (
    <Card title={say(texts.identity)}>
      <p class={ui.small}>{say(texts.identityLead)}</p>
      {done && (
        <Notice tone="good" live>
          <p>{say(done === 'full' ? texts.identityDone : texts.identityRegistrar)}</p>
        </Notice>
      )}
      <ConfirmForm
        form={form}
        send={say(texts.confirmIdentity)}
        title={say(texts.identity)}
        text={say(texts.identityText)}
        onSend={confirm}
      >
        {!claimId && (
          <Field name="login" label={say(texts.login)} autoComplete="off" problem={problem('login')} />
        )}
        <Field
          name="passport"
          label={say(texts.passport)}
          inputMode="numeric"
          autoComplete="off"
          problem={problem('passport')}
        />
        <DateField name="issuedOn" label={say(texts.issuedOn)} problem={problem('issuedOn')} />
        <Field
          name="departmentCode"
          label={say(texts.department)}
          inputMode="numeric"
          autoComplete="off"
          problem={problem('departmentCode')}
        />
        <Field
          name="snils"
          label={say(DOCUMENTS.SNILS)}
          inputMode="numeric"
          autoComplete="off"
          problem={problem('snils')}
        />
      </ConfirmForm>
    </Card>
  );
}
