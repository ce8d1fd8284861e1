import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Button } from './Basics';
import css from './ui.module.css';

/** «Show more»: what follows comes in the place of the button and takes the focus from it. */
export function More({ children }: { children: () => ComponentChildren }) {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) box.current?.focus({ preventScroll: true });
  }, [open]);
  if (!open)
    return (
      <Button quiet onClick={() => setOpen(true)}>
        {t('section.more')}
      </Button>
    );
  return (
    <div ref={box} class={css.column} tabIndex={-1}>
      {children()}
    </div>
  );
}
