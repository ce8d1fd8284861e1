import type { ComponentChildren } from 'preact';
import type { Viewer } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { AccountMenu } from './AccountMenu';
import { Icon } from './Icon';
import { Nav, type Place } from './Nav';
import shell from './shell.module.css';
import css from './ui.module.css';

interface Props {
  /** Absent before sign-in. */
  readonly viewer?: Viewer | undefined;
  /** Where the navigation leads: pages of the open record, or of the account. */
  readonly places: readonly Place[];
  /** Where the account's menu leads. */
  readonly menu: readonly Place[];
  readonly onSignOut: () => void;
  /** How many notifications wait. */
  readonly unread?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Header, navigation and the room for one page. */
export function Shell({ viewer, places, menu, onSignOut, unread, children }: Props) {
  const { t } = useLocale();
  return (
    <>
      <a class={shell.skip} href="#main">
        {t('app.skip')}
      </a>
      <header class={shell.top}>
        <div>
          <a class={shell.logo} href={paths.records()}>
            <img src="/icon.svg" alt="" width={30} height={30} />
            {t('app.name')}
          </a>
          {viewer && places.length > 1 && <Nav places={places} label={t('nav.main')} />}
          <span class={shell.topEnd}>
            <LanguageSwitch />
            {viewer && (
              <>
                <a class={shell.bell} href={paths.notifications()}>
                  <Icon name="bell" />
                  <span class={css.unseen}>{t('nav.notifications')}</span>
                  {unread}
                </a>
                <AccountMenu viewer={viewer} places={menu} onSignOut={onSignOut} />
              </>
            )}
          </span>
        </div>
      </header>
      <main id="main" class={shell.page} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function LanguageSwitch() {
  const { t, language, switchTo } = useLocale();
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <button
      type="button"
      class={shell.language}
      lang={other}
      title={t('nav.language')}
      onClick={() => switchTo(other)}
    >
      <span aria-hidden="true">{other.toUpperCase()}</span>
      <span class={css.unseen}>{t('nav.language')}</span>
    </button>
  );
}
