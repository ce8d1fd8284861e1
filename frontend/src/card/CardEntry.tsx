import type { TargetedSubmitEvent } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../api/failure';
import { useSend } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { adviceOf } from '../i18n/reasons';
import { useSession } from '../session/session';
import { Button } from '../ui/Basics';
import { ErrorSummary, Field, type Problem, problemOf } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import shell from '../ui/shell.module.css';
import css from '../ui/ui.module.css';
import { texts } from './texts';
import { useNow } from './useNow';

const REQUEST = graphql(`
  mutation RequestCardEntryCode {
    requestCardEntryCode { sentTo expiresAt userErrors { code message } }
  }
`);
const ENTER = graphql(`
  mutation EnterCard($input: EnterCardInput!) {
    enterCard(input: $input) { until userErrors { field code message } }
  }
`);

/** How long «send again» rests, in milliseconds: the server's own pause between two codes. */
const PAUSE_MS = 60_000;

interface Sent {
  readonly to: string | null;
  readonly expiresAt: string | null;
  readonly at: number;
}

/** The code of REQ-11. Stands in the place of the page that asked for it, at the same address. */
export default function CardEntry() {
  const { t, say, time } = useLocale();
  const { gate, entered } = useSession();
  const send = useSend();
  const now = useNow(1000);
  const [sent, setSent] = useState<Sent>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);

  const complain = useCallback((failure: Failure) => setProblems([{ text: adviceOf(failure, t) }]), [t]);

  const request = useCallback(async () => {
    setProblems([]);
    const answer = await send(REQUEST, {});
    if ('failure' in answer) return complain(answer.failure);
    const { sentTo, expiresAt, userErrors } = answer.data.requestCardEntryCode;
    setProblems(userErrors.map(({ message }) => ({ text: message })));
    // A refusal by the pause means that an earlier code is on its way: let it be entered.
    setSent((old) =>
      userErrors.length
        ? (old ?? { to: null, expiresAt: null, at: Date.now() })
        : { to: sentTo ?? null, expiresAt: expiresAt ?? null, at: Date.now() },
    );
  }, [send, complain]);

  // Asked for by opening a record: the code is sent at once. After idling a person has to be there to ask.
  const asked = useRef(gate === 'idle');
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void request();
  }, [request]);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '').replace(/\D/g, '');
    if (code.length !== 6) return setProblems([{ field: 'code', text: say(texts.wrongShape) }]);
    setBusy(true);
    const answer = await send(ENTER, { input: { code } });
    setBusy(false);
    if ('failure' in answer) return complain(answer.failure);
    const wrong = answer.data.enterCard.userErrors;
    if (wrong.length) return setProblems(wrong.map(({ message }) => ({ field: 'code', text: message })));
    entered();
  }

  // The clock ticks once a second, so it may be behind the moment of sending.
  const wait = sent ? Math.ceil((sent.at + PAUSE_MS - Math.max(now, sent.at)) / 1000) : 0;
  const expired = sent?.expiresAt != null && Date.parse(sent.expiresAt) <= now;
  return (
    <div class={shell.narrow}>
      <Page
        title={say(texts.title)}
        heading={say(texts.title)}
        lead={say(gate === 'idle' ? texts.idle : texts.lead)}
      >
        <form class={forms.form} onSubmit={submit} noValidate>
          <ErrorSummary problems={problems} />
          {sent ? (
            <>
              <p role="status">
                {expired
                  ? say(texts.expired)
                  : sent.to
                    ? say(texts.sentTo, { phone: sent.to })
                    : say(texts.sent)}{' '}
                {!expired && sent.expiresAt && say(texts.expires, { time: time(sent.expiresAt) })}
              </p>
              <Field
                name="code"
                label={say(texts.label)}
                hint={say(texts.hint)}
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="[0-9]{6}"
                maxLength={7}
                problem={problemOf(problems, 'code')}
              />
              <Button type="submit" aria-disabled={busy}>
                {say(texts.submit)}
              </Button>
              {wait > 0 ? (
                <p class={css.small}>{say(texts.againIn, { seconds: wait })}</p>
              ) : (
                <Button quiet onClick={request}>
                  {say(texts.again)}
                </Button>
              )}
            </>
          ) : (
            <Button onClick={request}>{say(texts.get)}</Button>
          )}
        </form>
      </Page>
    </div>
  );
}
