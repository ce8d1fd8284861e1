import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Button } from './Basics';
import css from './dialogs.module.css';
import forms from './forms.module.css';
import { texts } from './texts';

interface Props {
  /** The button that asks. */
  readonly label: string;
  readonly title: string;
  readonly children: ComponentChildren;
  /** What the confirming button says: the deed, not «OK». */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly busy?: boolean;
  /** The one thing that the page is for. */
  readonly primary?: boolean;
}

/** A button for what cannot be taken back: a dialog says what will happen, and asks again. */
export function Confirm({ label, title, children, confirm, onConfirm, busy, primary }: Props) {
  const { say } = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  return (
    <>
      <Button quiet={!primary} aria-disabled={busy} onClick={() => dialog.current?.showModal()}>
        {label}
      </Button>
      <dialog ref={dialog} class={css.dialog} aria-labelledby={heading}>
        <h2 id={heading}>{title}</h2>
        {children}
        <div class={forms.filterActions}>
          <Button
            onClick={() => {
              dialog.current?.close();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
          <Button quiet onClick={() => dialog.current?.close()}>
            {say(texts.keep)}
          </Button>
        </div>
      </dialog>
    </>
  );
}
