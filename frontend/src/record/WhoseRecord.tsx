import { initials, isOwn, useAccess, useViewer } from '../api/viewer';
import type { Sex } from '../gen/graphql';
import { moscowDay } from '../i18n/format';
import { type MessageKey, useLocale } from '../i18n/locale';
import { paths } from '../paths';
import ui from '../ui/ui.module.css';
import css from './record.module.css';

/** While acting for another: whose record it is, by what right, and the way back. Always the first thing read. */
export function WhoseRecord({ patientId }: { patientId: string }) {
  const { t, date } = useLocale();
  const { records, person } = useViewer();
  const [access] = useAccess(patientId);
  if (!access) return null;
  const own = records.find(isOwn);
  return (
    <>
      <p class={ui.printOnly}>
        {access.displayName}
        {access.birthDate && `, ${date(access.birthDate)}`}.{' '}
        {t('print.footer', { date: date(moscowDay(new Date())) })}
      </p>
      {!isOwn(access) && (
        <p class={css.acting}>
          <b aria-hidden="true">{initials(access.displayName)}</b>
          <span>
            {t('acting.text')} <b>{access.displayName}</b>, {t(actingAs(access.standing, person.sex))}
          </span>
          {own ? (
            <a href={paths.record(own.patientId)}>{t('acting.back')}</a>
          ) : (
            <a href={paths.records()}>{t('acting.backList')}</a>
          )}
        </p>
      )}
    </>
  );
}

/** A parent is called mother or father where the sex is known. */
function actingAs(standing: string, sex: Sex | null | undefined): MessageKey {
  if (standing.startsWith('PARENT') && sex === 'FEMALE') return 'acting.mother';
  if (standing.startsWith('PARENT') && sex === 'MALE') return 'acting.father';
  return `acting.${standing}` as MessageKey;
}
