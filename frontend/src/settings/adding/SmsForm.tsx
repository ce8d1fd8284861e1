import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { CodeBox, type Sent, sentNow, useCodeUnderWay } from '../../session/CodeBox';
import { useProvenForm } from '../../session/Proof';
import { texts as words } from '../../session/texts';
import { Button } from '../../ui/Basics';
import { ErrorSummary, problemOf } from '../../ui/Field';
import { digitsOf } from '../../ui/formData';
import forms from '../../ui/forms.module.css';
import { texts } from './texts';

const START = graphql(`
  mutation StartSmsFactor {
    startSmsFactor { sentTo expiresAt userErrors { field code message } }
  }
`);
const ENABLE = graphql(`
  mutation EnableSmsFactor($input: EnableSmsFactorInput!) {
    enableSmsFactor(input: $input) { secondFactor { id } userErrors { field code message } }
  }
`);

/** From now on a code by SMS confirms each sign-in: a first code shows that it arrives. */
export default function SmsForm({ onEnd }: { onEnd: (added?: boolean) => void }) {
  const { say } = useLocale();
  const asking = useProvenForm();
  const { problems, setProblems, busy, send } = useProvenForm();
  const [sent, setSent] = useState<Sent>();
  const underWay = useCodeUnderWay(sent, asking.problems);

  async function request() {
    setProblems([]);
    const done = await asking.send(START, {});
    if (done) setSent(sentNow(done.sentTo, done.expiresAt));
  }
  const first = useRef(request);
  useEffect(() => void first.current(), []);
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = digitsOf(event.currentTarget, 'factor-code');
    if (code.length !== 6) return setProblems([{ field: 'factor-code', text: say(words.codeWrongShape) }]);
    if (await send(ENABLE, { input: { code } })) onEnd(true);
  }

  const cancel = (
    <Button quiet onClick={() => onEnd()}>
      {say(texts.cancel)}
    </Button>
  );
  return (
    <form class={forms.form} onSubmit={submit} noValidate>
      <ErrorSummary problems={problems.length ? problems : asking.problems} />
      {underWay ? (
        <CodeBox
          sent={underWay}
          name="factor-code"
          problem={problemOf(problems, 'factor-code')}
          onAgain={request}
        >
          <div class={forms.filterActions}>
            <Button type="submit" aria-disabled={busy}>
              {say(texts.enable)}
            </Button>
            {cancel}
          </div>
        </CodeBox>
      ) : (
        <div class={forms.filterActions}>
          <Button aria-disabled={asking.busy} onClick={request}>
            {say(texts.getCode)}
          </Button>
          {cancel}
        </div>
      )}
    </form>
  );
}
