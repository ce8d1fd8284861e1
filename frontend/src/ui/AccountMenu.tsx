import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { initials, type Viewer } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { Icon } from './Icon';
import type { Place } from './Nav';
import shell from './shell.module.css';
import css from './ui.module.css';

interface Props {
  readonly viewer: Viewer;
  readonly places: readonly Place[];
  readonly onSignOut: () => void;
}

const close = () => document.getElementById('account')?.hidePopover();

/** Who is signed in, and everything that is not about one record. */
export function AccountMenu({ viewer, places, onSignOut }: Props) {
  const { t, say } = useLocale();
  const { path } = useLocation();
  const { givenName, familyName } = viewer.person;
  const name = [givenName, familyName].filter(Boolean).join(' ') || viewer.account.login;
  // A new page is what closes it
  useEffect(close, [path]);
  return (
    <>
      <button type="button" class={shell.who} popovertarget="account">
        <span class={css.unseen}>{t('nav.account')}</span>
        <span class={shell.avatar} aria-hidden="true">
          {/\p{L}/u.test(name) ? initials(name) : <Icon name="child" size={20} />}
        </span>
        <span class={shell.whoName}>{givenName || name}</span>
        <span aria-hidden="true">▾</span>
      </button>
      <div id="account" popover="auto" class={shell.menu}>
        <p>
          <b>{name}</b>
        </p>
        {places.map(({ href, key }) => (
          <a key={href} href={href} onClick={close}>
            {typeof key === 'string' ? t(key) : say(key)}
          </a>
        ))}
        <button type="button" onClick={onSignOut}>
          {t('nav.signOut')}
        </button>
      </div>
    </>
  );
}
