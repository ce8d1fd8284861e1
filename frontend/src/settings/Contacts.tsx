import { useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { useViewerAgain } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Button, Card, Row } from '../ui/Basics';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import type { Part } from './data';
import { texts } from './texts';

export type Kind = 'phone' | 'email';
export interface ContactProps {
  readonly kind: Kind;
  /** Ends the form: with the contact that was bound, or without. */
  readonly onEnd: (bound?: string) => void;
}
const ContactForm = page<ContactProps>(() => import('./adding/ContactForm'));

/** Phone and mailbox: masked, changed by a code that goes to the new one (REQ-10). */
export function Contacts({ own, again }: Part) {
  const { say } = useLocale();
  const viewerAgain = useViewerAgain();
  const [open, setOpen] = useState<Kind>();
  const [done, setDone] = useState<string>();
  const { contacts } = own;
  const lines: readonly (readonly [Kind, string | null | undefined])[] = [
    ['phone', contacts.maskedPhone],
    ['email', contacts.maskedEmail],
  ];
  return (
    <Card title={say(texts.contacts)}>
      {done && (
        <Notice tone="good" live>
          {say(texts.contactDone, { to: done })}
        </Notice>
      )}
      <ul class={ui.rows}>
        {lines.map(([kind, masked]) => (
          <Row
            key={kind}
            title={say(texts[kind])}
            detail={
              masked
                ? `${masked}${kind === 'phone' && !contacts.phoneConfirmedAt ? `, ${say(texts.unconfirmed)}` : ''}`
                : say(texts.none)
            }
            aside={
              open !== kind && (
                <Button
                  quiet
                  aria-label={`${say(masked ? texts.change : texts.add)}: ${say(texts[kind])}`}
                  onClick={() => {
                    setDone(undefined);
                    setOpen(kind);
                  }}
                >
                  {say(masked ? texts.change : texts.add)}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {open && (
        <ErrorBoundary>
          <ContactForm
            key={open}
            kind={open}
            onEnd={(bound) => {
              setOpen(undefined);
              if (!bound) return;
              setDone(bound);
              again();
              viewerAgain();
            }}
          />
        </ErrorBoundary>
      )}
    </Card>
  );
}
