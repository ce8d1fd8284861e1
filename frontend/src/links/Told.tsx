import { useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import { PrintButton } from '../ui/PrintButton';
import { QrCode } from '../ui/QrCode';
import css from '../ui/ui.module.css';
import own from './links.module.css';
import { texts } from './texts';

export interface Made {
  readonly link: string;
  readonly passcode: string;
}

/** The new link, which is told now and never again: to copy, to show, to print. */
export function Told({ link, passcode, onAnother }: Made & { readonly onAnother: () => void }) {
  const { say } = useLocale();
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Card title={say(texts.made)}>
      <div class={css.column}>
        <Notice tone="good" live>
          {say(texts.madeOnce)}
        </Notice>
        <QrCode text={link} label={say(texts.qr)} />
        <div>
          <b>{say(texts.link)}</b>
          <p class={own.link} translate={false}>
            {link}
          </p>
        </div>
        <div>
          <b>{say(texts.code)}</b>
          <p class={own.code} translate={false}>
            {passcode}
          </p>
          <p class={css.small}>{say(texts.codeApart)}</p>
        </div>
        <p role="status">{copied !== undefined && say(copied ? texts.copied : texts.notCopied)}</p>
        <div class={forms.filterActions}>
          <Button onClick={() => void copy()}>{say(texts.copy)}</Button>
          <PrintButton />
          <Button quiet onClick={onAnother}>
            {say(texts.another)}
          </Button>
        </div>
      </div>
    </Card>
  );
}
