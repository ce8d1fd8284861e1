import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Button } from '../../ui/Basics';
import { ErrorSummary, Field, problemOf } from '../../ui/Field';
import { digitsOf, textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import { useForm } from '../../ui/useForm';
import type { StepProps } from '../request';
import { texts as shared } from '../texts';
import { texts } from './texts';

const ASK = graphql(`
  mutation RequestAccessRequestCode($input: RequestAccessRequestCodeInput!) {
    requestAccessRequestCode(input: $input) { sentTo expiresAt userErrors { field code message } }
  }
`);
const CONFIRM = graphql(`
  mutation ConfirmAccessRequestPhone($input: ConfirmAccessRequestPhoneInput!) {
    confirmAccessRequestPhone(input: $input) { accessRequest { ...RequestAll } userErrors { field code message } }
  }
`);

/** The phone to which a code comes at every opening of the record, bound by a code (REQ-10). */
export default function StepPhone({ request, become }: StepProps) {
  const { say, time } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  const [sent, setSent] = useState<{ to: string; until: string }>();
  const { id, maskedPhone, phoneConfirmedAt } = request;

  async function ask(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const phone = textOf(event.currentTarget, 'phone');
    if (!phone) {
      if (phoneConfirmedAt) return become(request, true);
      return setProblems([{ field: 'phone', text: say(texts.noPhone) }]);
    }
    const payload = await send(ASK, { input: { id, phone } });
    if (payload?.sentTo && payload.expiresAt) setSent({ to: payload.sentTo, until: payload.expiresAt });
  }
  async function confirm(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = digitsOf(event.currentTarget, 'code');
    if (code.length !== 6) return setProblems([{ field: 'code', text: say(texts.codeShape) }]);
    const payload = await send(CONFIRM, { input: { id, code } });
    if (payload?.accessRequest) become(payload.accessRequest, true);
  }

  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {phoneConfirmedAt && !sent && (
        <Notice tone="good">{say(texts.phoneConfirmed, { phone: maskedPhone ?? '' })}</Notice>
      )}
      <form class={forms.form} onSubmit={ask} noValidate>
        <Field
          name="phone"
          type="tel"
          label={say(phoneConfirmedAt ? texts.phoneOther : texts.phoneNumber)}
          hint={say(texts.phoneHint)}
          autoComplete="tel"
          inputMode="tel"
          problem={problemOf(problems, 'phone')}
        />
        <Button type="submit" quiet={Boolean(sent)} aria-disabled={busy}>
          {sent ? say(texts.codeAgain) : say(phoneConfirmedAt ? shared.next : texts.getCode)}
        </Button>
      </form>
      {sent && (
        <form class={forms.form} onSubmit={confirm} noValidate>
          <p role="status">{say(texts.codeSent, { phone: sent.to, time: time(sent.until) })}</p>
          <Field
            name="code"
            label={say(texts.codeLabel)}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            problem={problemOf(problems, 'code')}
          />
          <Button type="submit" aria-disabled={busy}>
            {say(texts.confirmPhone)}
          </Button>
        </form>
      )}
    </>
  );
}
