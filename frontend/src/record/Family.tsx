import { useEffect, useRef } from 'preact/hooks';
import { byRecord, givenName, initials, isOwn, useViewer } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import shell from '../ui/shell.module.css';
import css from './record.module.css';
import { texts } from './texts';

/** From one record to another without the list between, and the way to one more; for citizens alone. */
export function Family({ patientId }: { patientId: string }) {
  const { t, say, years } = useLocale();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = nav.current?.querySelector<HTMLElement>('[aria-current]');
    // Sideways only: the page itself stays where it is.
    if (link) nav.current?.scrollTo({ left: link.offsetLeft - 16 });
  }, []);
  const { account, records: open } = useViewer();
  const records = byRecord(open);
  const citizen = account.roles.includes('CITIZEN');
  if (records.length < 2 && !citizen) return null;
  return (
    <nav ref={nav} class={css.family} aria-label={say(texts.familyLabel)}>
      {records.map(([access]) => {
        if (!access) return null;
        return (
          <a
            key={access.patientId}
            href={paths.record(access.patientId)}
            aria-current={access.patientId === patientId ? 'true' : undefined}
          >
            <span
              class={isOwn(access) ? shell.avatar : `${shell.avatar} ${shell.avatarWard}`}
              aria-hidden="true"
            >
              {initials(access.displayName)}
            </span>
            {isOwn(access)
              ? t('records.own')
              : [givenName(access.displayName), access.birthDate && years(access.birthDate)]
                  .filter(Boolean)
                  .join(', ')}
          </a>
        );
      })}
      {citizen && (
        <a class={css.more} href={paths.familyNew()}>
          {say(texts.addChild)}
        </a>
      )}
    </nav>
  );
}
