import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { CodeBox, type Sent, sentNow } from '../../session/CodeBox';
import { useProvenForm } from '../../session/Proof';
import { texts as words } from '../../session/texts';
import { Button } from '../../ui/Basics';
import { ErrorSummary, Field, problemOf } from '../../ui/Field';
import { digitsOf, textOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import type { ContactProps } from '../Contacts';
import { texts } from './texts';

const ASK = graphql(`
  mutation RequestContactCode($input: RequestContactCodeInput!) {
    requestContactCode(input: $input) { sentTo expiresAt userErrors { field code message } }
  }
`);
const CONFIRM = graphql(`
  mutation ConfirmContact($input: ConfirmContactInput!) {
    confirmContact(input: $input) { contacts { maskedPhone } userErrors { field code message } }
  }
`);

/** A new phone or mailbox: where the code goes, then the code. */
export default function ContactForm({ kind, onEnd }: ContactProps) {
  const { say } = useLocale();
  const { problems, setProblems, busy, send } = useProvenForm();
  const [sent, setSent] = useState<Sent>();
  const to = useRef('');
  const phone = kind === 'phone';

  async function request() {
    const done = await send(ASK, { input: { [kind]: to.current } });
    if (done) setSent(sentNow(done.sentTo, done.expiresAt));
  }
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!sent) {
      to.current = textOf(form, kind);
      return to.current ? request() : setProblems([{ field: kind, text: say(texts.contactRequired) }]);
    }
    const code = digitsOf(form, 'contact-code');
    if (code.length !== 6) return setProblems([{ field: 'contact-code', text: say(words.codeWrongShape) }]);
    if (await send(CONFIRM, { input: { code } })) onEnd(sent.to ?? to.current);
  }

  const cancel = (
    <Button quiet onClick={() => onEnd()}>
      {say(texts.cancel)}
    </Button>
  );
  return (
    <form key={sent ? 'code' : kind} class={forms.form} onSubmit={submit} noValidate>
      <ErrorSummary problems={problems} />
      {sent ? (
        <CodeBox
          sent={sent}
          name="contact-code"
          label={say(words.codeLabel)}
          problem={problemOf(problems, 'contact-code')}
          onAgain={request}
        >
          <div class={forms.filterActions}>
            <Button type="submit" aria-disabled={busy}>
              {say(texts.confirmContact)}
            </Button>
            {cancel}
          </div>
        </CodeBox>
      ) : (
        <>
          <Field
            name={kind}
            type={phone ? 'tel' : 'email'}
            label={say(phone ? texts.newPhone : texts.newEmail)}
            hint={phone ? say(texts.phoneHint) : undefined}
            autoComplete={phone ? 'tel' : 'email'}
            problem={problemOf(problems, kind)}
          />
          <div class={forms.filterActions}>
            <Button type="submit" aria-disabled={busy}>
              {say(texts.getCode)}
            </Button>
            {cancel}
          </div>
        </>
      )}
    </form>
  );
}
