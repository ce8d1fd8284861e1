import type { TargetedSubmitEvent } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { CodeBox, type Sent, sentNow, useCodeUnderWay } from '../session/CodeBox';
import { useSession } from '../session/session';
import { texts as words } from '../session/texts';
import { Button } from '../ui/Basics';
import { ErrorSummary, problemOf } from '../ui/Field';
import { digitsOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import shell from '../ui/shell.module.css';
import css from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

const REQUEST = graphql(`
  mutation RequestCardEntryCode {
    requestCardEntryCode { sentTo expiresAt userErrors { field code message } }
  }
`);
const ENTER = graphql(`
  mutation EnterCard($input: EnterCardInput!) {
    enterCard(input: $input) { until userErrors { field code message } }
  }
`);

/** The code of REQ-11. Stands in the place of the page that asked for it, at the same address. */
export default function CardEntry() {
  const { t, say } = useLocale();
  const { gate, entered } = useSession();
  const asking = useForm();
  const { problems, setProblems, busy, send } = useForm();
  const [sent, setSent] = useState<Sent>();

  const underWay = useCodeUnderWay(sent, asking.problems);

  const ask = asking.send;
  const request = useCallback(async () => {
    setProblems([]);
    const done = await ask(REQUEST, {});
    if (done) setSent(sentNow(done.sentTo, done.expiresAt));
  }, [ask, setProblems]);

  // Asked for by opening a record: the code is sent at once. After idling a person has to be there to ask.
  const asked = useRef(gate === 'idle');
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void request();
  }, [request]);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = digitsOf(event.currentTarget, 'code');
    if (code.length !== 6) return setProblems([{ field: 'code', text: say(words.codeWrongShape) }]);
    if (await send(ENTER, { input: { code } })) entered();
  }

  return (
    <div class={shell.narrow}>
      <Page
        title={say(texts.title)}
        heading={say(texts.title)}
        lead={say(gate === 'idle' ? texts.idle : texts.lead)}
      >
        <form class={forms.form} onSubmit={submit} noValidate>
          <ErrorSummary problems={problems.length ? problems : asking.problems} />
          {underWay ? (
            <CodeBox sent={underWay} problem={problemOf(problems, 'code')} onAgain={request}>
              <Button type="submit" aria-disabled={busy}>
                {say(texts.submit)}
              </Button>
            </CodeBox>
          ) : (
            <>
              <Button onClick={request}>{say(texts.get)}</Button>
              {asking.problems.some(({ code }) => code === 'NO_PHONE') && (
                <a class={css.touch} href={paths.settings()}>
                  {t('nav.settings')}
                </a>
              )}
            </>
          )}
        </form>
      </Page>
    </div>
  );
}
