import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import css from './ui.module.css';

let firstPage = true;

interface Props {
  /** Stands in the browser's history and tabs: a name at most, never anything about health. */
  readonly title: string;
  readonly heading: ComponentChildren;
  readonly lead?: ComponentChildren;
  readonly crumb?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One page: its title, and its h1 focused on arrival (not on the first load, where the browser's own place holds). */
export function Page({ title, heading, lead, crumb, children }: Props) {
  const { t } = useLocale();
  const h1 = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === t('app.name') ? title : `${title} · ${t('app.name')}`;
  }, [title, t]);
  useEffect(() => {
    if (!firstPage) {
      h1.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    firstPage = false;
  }, []);
  return (
    <>
      {crumb && <p class={css.crumb}>{crumb}</p>}
      <h1 ref={h1} tabIndex={-1}>
        {heading}
      </h1>
      {lead && <p class={css.lead}>{lead}</p>}
      {children}
    </>
  );
}

/** What the page shows, and beside it whose it is. */
export function Named({ name, children }: { name: string | undefined; children: ComponentChildren }) {
  return (
    <>
      {children}
      {name && <span class={css.whose}> {name}</span>}
    </>
  );
}
