import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import css from './ui.module.css';

let firstPage = true;

/** True while a page stays out of sight, until the person has signed in again. */
export const Veiled = createContext(false);

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
  const veiled = useContext(Veiled);
  useEffect(() => {
    if (veiled) return;
    document.title = title === t('app.name') ? title : `${title} · ${t('app.name')}`;
  }, [title, t, veiled]);
  useEffect(() => {
    if (veiled) return;
    if (!firstPage) {
      h1.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    firstPage = false;
  }, [veiled]);
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
