import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { CodeBox, type Sent, sentNow } from '../../session/CodeBox';
import { texts as words } from '../../session/texts';
import { Button } from '../../ui/Basics';
import { DateField } from '../../ui/DateField';
import { ErrorSummary, Field, type Problem, problemOf } from '../../ui/Field';
import { dateOf, digitsOf, textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { useForm } from '../../ui/useForm';
import { LoginField } from '../LoginField';
import { Threshold } from '../threshold/Threshold';
import { texts } from './texts';

const ASK = graphql(`
  mutation RequestRecoveryCode($input: RequestRecoveryCodeInput!) {
    requestRecoveryCode(input: $input) { recovery { token sentTo expiresAt } userErrors { field code message } }
  }
`);
const APPLY = graphql(`
  mutation RequestRecovery($input: RequestRecoveryInput!) {
    requestRecovery(input: $input) { taken userErrors { field code message } }
  }
`);

/** A way back for who has lost phone and mailbox; the answer is the same whatever is stated. */
export default function Recovery() {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useForm();
  const [begun, setBegun] = useState<{ token: string; sent: Sent }>();
  const [taken, setTaken] = useState(false);
  const phone = useRef('');

  async function start() {
    const done = await send(ASK, { input: { newPhone: phone.current } });
    if (!done?.recovery) return;
    const { token, sentTo, expiresAt } = done.recovery;
    setBegun({ token, sent: sentNow(sentTo, expiresAt) });
  }
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!begun) {
      phone.current = textOf(form, 'newPhone');
      return phone.current ? start() : setProblems([{ field: 'newPhone', text: say(texts.noPhone) }]);
    }
    const input = {
      token: begun.token,
      code: digitsOf(form, 'code'),
      login: textOf(form, 'login'),
      snils: textOf(form, 'snils'),
    };
    const birthDate = dateOf(form, 'birthDate');
    const wrong: Problem[] = [];
    if (input.code.length !== 6) wrong.push({ field: 'code', text: say(words.codeWrongShape) });
    if (!input.login) wrong.push({ field: 'login', text: say(texts.noLogin) });
    if (!input.snils) wrong.push({ field: 'snils', text: say(texts.noSnils) });
    if (!birthDate || birthDate === 'wrong') wrong.push({ field: 'birthDate', text: say(texts.wrongDate) });
    if (wrong.length || !birthDate) return setProblems(wrong);
    if (await send(APPLY, { input: { ...input, birthDate } })) setTaken(true);
  }

  if (taken)
    return (
      <Threshold key="taken" title={say(texts.lostDone)} lead={say(texts.lostDoneLead)}>
        <p class={forms.form}>{say(texts.lostFaster)}</p>
      </Threshold>
    );
  return (
    <Threshold title={say(texts.lostTitle)} lead={say(texts.lostLead)}>
      <form key={begun ? 'code' : 'phone'} class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        {begun ? (
          <CodeBox sent={begun.sent} problem={problemOf(problems, 'code')} onAgain={start}>
            <LoginField problems={problems} label={say(texts.lostLogin)} />
            <Field
              name="snils"
              label={say(texts.snils)}
              hint={say(texts.snilsHint)}
              inputMode="numeric"
              problem={problemOf(problems, 'snils')}
            />
            <DateField
              name="birthDate"
              label={say(texts.birthDate)}
              autoComplete="bday"
              problem={problemOf(problems, 'birthDate')}
            />
            <Button type="submit" aria-disabled={busy}>
              {say(texts.lostSend)}
            </Button>
          </CodeBox>
        ) : (
          <>
            <Field
              name="newPhone"
              type="tel"
              label={say(texts.lostPhone)}
              hint={say(texts.lostPhoneHint)}
              autoComplete="tel"
              defaultValue={phone.current}
              problem={problemOf(problems, 'newPhone')}
            />
            <Button type="submit" aria-disabled={busy}>
              {say(texts.getCode)}
            </Button>
          </>
        )}
        {begun && (
          <Button
            quiet
            onClick={() => {
              setProblems([]);
              setBegun(undefined);
            }}
          >
            {say(texts.otherPhone)}
          </Button>
        )}
      </form>
    </Threshold>
  );
}
