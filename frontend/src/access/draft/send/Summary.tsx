import type { TargetedSubmitEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { useLocale } from '../../../i18n/locale';
import { Button, Card } from '../../../ui/Basics';
import { Check } from '../../../ui/Choices';
import { ErrorSummary, problemOf } from '../../../ui/Field';
import { isChecked } from '../../../ui/formData';
import forms from '../../../ui/forms.module.css';
import { useForm } from '../../../ui/useForm';
import css from '../../access.module.css';
import { Help } from '../../Help';
import { type StepProps, SUBMIT } from '../../request';
import { texts as shared } from '../../texts';
import { Withdraw } from '../../Withdraw';
import type { Applicant, Service } from '../Draft';
import { Answers } from './Answers';
import { texts } from './texts';

interface Props extends StepProps {
  readonly consent: Service['consent'];
  readonly viewer: Applicant;
}

/** All answers, each with its way back; the terms in full; and the one button that sends, once. */
export default function Summary({ request, become, reload, consent, viewer }: Props) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  const once = useRef(crypto.randomUUID());
  const asks = request.purpose === 'GRANT';

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const agreed = asks && isChecked(event.currentTarget, 'consentVersion');
    const payload = await send(SUBMIT, {
      input: {
        id: request.id,
        clientMutationId: once.current,
        ...(agreed ? { consentVersion: consent.version } : {}),
      },
    });
    if (payload?.accessRequest) return become(payload.accessRequest, true);
    // What was refused is mended by another call.
    once.current = crypto.randomUUID();
    reload();
  }

  return (
    <>
      <Card>
        <Answers request={request} viewer={viewer} />
      </Card>
      <Card title={asks ? say(texts.consentTitle) : undefined}>
        <form class={forms.form} onSubmit={submit} noValidate>
          <ErrorSummary problems={problems} />
          <Help problems={problems} />
          {asks && (
            <>
              <p class={css.terms}>{consent.text}</p>
              <Check
                name="consentVersion"
                label={say(texts.agree)}
                problem={problemOf(problems, 'consentVersion')}
              />
            </>
          )}
          <div class={forms.filterActions}>
            <Button type="submit" aria-disabled={busy}>
              {say(asks ? texts.submit : request.purpose === 'CHANGE' ? texts.submitChange : shared.end)}
            </Button>
            <Withdraw request={request} become={become} />
          </div>
        </form>
      </Card>
    </>
  );
}
