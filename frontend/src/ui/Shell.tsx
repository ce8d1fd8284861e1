import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { initials, type Viewer } from '../api/viewer';
import { type MessageKey, useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Icon, type IconName } from './Icon';
import shell from './shell.module.css';
import css from './ui.module.css';

interface Props {
  /** Absent before sign-in. */
  readonly viewer?: Viewer | undefined;
  /** The record whose pages the navigation leads to. */
  readonly patientId?: string | undefined;
  readonly onSignOut: () => void;
  readonly children: ComponentChildren;
}

/** Header, navigation and the room for one page. */
export function Shell({ viewer, patientId, onSignOut, children }: Props) {
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
          {patientId && <RecordNav patientId={patientId} />}
          <span class={shell.topEnd}>
            <LanguageSwitch />
            {viewer && <AccountMenu viewer={viewer} onSignOut={onSignOut} />}
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

function AccountMenu({ viewer, onSignOut }: { viewer: Viewer; onSignOut: () => void }) {
  const { t } = useLocale();
  const { givenName, familyName } = viewer.person;
  const name = [givenName, familyName].filter(Boolean).join(' ') || viewer.account.login;
  return (
    <>
      <button type="button" class={shell.who} popovertarget="account">
        <span class={css.unseen}>{t('nav.account')}</span>
        <span class={shell.avatar} aria-hidden="true">
          {initials(name)}
        </span>
        <span class={shell.whoName}>{givenName || name}</span>
        <span aria-hidden="true">▾</span>
      </button>
      <div id="account" popover="auto" class={shell.menu}>
        <p>
          <b>{name}</b>
        </p>
        <a href={paths.records()} onClick={() => document.getElementById('account')?.hidePopover()}>
          {t('nav.records')}
        </a>
        <button type="button" onClick={onSignOut}>
          {t('nav.signOut')}
        </button>
      </div>
    </>
  );
}

type Place = readonly [href: string, key: MessageKey, icon: IconName, wideOnly?: 'wide' | 'phone'];

/** At the top on wide screens, at the thumb on a phone: four places there, the rest behind «more». */
function RecordNav({ patientId }: { patientId: string }) {
  const { t } = useLocale();
  const { path } = useLocation();
  const labs = paths.section(patientId, 'LAB_REPORTS');
  const vaccines = paths.section(patientId, 'VACCINATIONS');
  const sections = paths.sections(patientId);
  const viewers = paths.viewers(patientId);
  const places: Place[] = [
    [paths.record(patientId), 'nav.overview', 'home'],
    [labs, 'nav.labs', 'flask'],
    [vaccines, 'nav.vaccines', 'syringe'],
    [sections, 'nav.sections', 'page', 'wide'],
    [viewers, 'nav.viewers', 'eye', 'wide'],
    [sections, 'nav.more', 'more', 'phone'],
  ];
  const under = (href: string) => path === href || path.startsWith(`${href}/`);
  const place = [labs, vaccines, viewers, sections].find(under) ?? paths.record(patientId);
  const here = path === paths.plan(patientId) ? vaccines : place;
  return (
    <nav class={shell.nav} aria-label={t('nav.main')}>
      {places.map(([href, key, icon, only]) => (
        <a
          key={key}
          href={href}
          class={only && (only === 'wide' ? shell.wide : shell.phone)}
          aria-current={here === href || (only === 'phone' && here === viewers) ? 'page' : undefined}
        >
          <Icon name={icon} />
          {t(key)}
        </a>
      ))}
    </nav>
  );
}
