import { useEffect, useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Field, type Problem, problemOf } from '../ui/Field';
import { digitsOf, textOf } from '../ui/formData';
import { Page } from '../ui/Page';
import { SendForm } from '../ui/SendForm';
import css from '../ui/ui.module.css';
import { Chapters } from './Chapters';
import { openLink, type Shlink, shlinkOf } from './shlink';
import { texts } from './texts';

const linkHere = () => shlinkOf(location.hash, location.origin);

/** For who was given a link: nobody signs in, the code opens it, and nothing is kept. */
export default function Opened() {
  const { say } = useLocale();
  const [link, setLink] = useState(linkHere);
  const [bundle, setBundle] = useState<string>();
  useEffect(() => {
    // Another link in the same tab is another record.
    const changed = () => {
      setBundle(undefined);
      setLink(linkHere());
    };
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  const title = say(texts.title);
  if (bundle)
    return (
      <Page title={title} heading={title}>
        <Chapters bundle={bundle} />
      </Page>
    );
  return (
    <Page title={title} heading={title} lead={link && say(texts.lead)}>
      <div class={css.slim}>
        {link ? (
          <Ask key={link.url} link={link} onOpened={setBundle} />
        ) : (
          <Card title={say(texts.notWhole)}>
            <p>{say(texts.notWholeText)}</p>
          </Card>
        )}
      </div>
    </Page>
  );
}

function Ask({ link, onOpened }: { link: Shlink; onOpened: (bundle: string) => void }) {
  const { say, language } = useLocale();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  async function open(box: HTMLFormElement) {
    if (busy) return;
    const [recipient, code] = [textOf(box, 'recipient'), digitsOf(box, 'code')];
    const missing = [
      ...(recipient ? [] : [{ field: 'recipient', text: say(texts.whoMissing) }]),
      ...(code ? [] : [{ field: 'code', text: say(texts.codeMissing) }]),
    ];
    if (missing.length) return setProblems(missing);
    setBusy(true);
    const outcome = await openLink(link, recipient, code, language);
    setBusy(false);
    if (outcome.state === 'open') return onOpened(outcome.bundle);
    if (outcome.state === 'wrong')
      return setProblems([
        { field: 'code', text: `${outcome.message} ${say(texts.left, { n: outcome.left })}` },
      ]);
    setProblems([{ text: outcome.state === 'refused' ? outcome.message : say(texts[outcome.state]) }]);
  }
  return (
    <Card>
      <SendForm form={{ problems, busy }} send={say(texts.open)} onSend={open}>
        <Field
          name="recipient"
          label={say(texts.who)}
          hint={say(texts.whoHint)}
          problem={problemOf(problems, 'recipient')}
          autoComplete="name"
          maxLength={80}
        />
        <Field
          name="code"
          label={say(texts.code)}
          problem={problemOf(problems, 'code')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={16}
        />
      </SendForm>
    </Card>
  );
}
