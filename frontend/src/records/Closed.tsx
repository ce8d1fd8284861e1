import { initials, type Viewer } from '../api/viewer';
import { deniedBecause } from '../i18n/denied/denied';
import { lived } from '../i18n/format';
import { helpFor } from '../i18n/help/help';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import shell from '../ui/shell.module.css';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

interface Closed {
  readonly patientId: string;
  /** Absent for the viewer's own record. */
  readonly name?: string;
  readonly reason?: string;
}

/** Records that a citizen might expect here and may not open now, each with its reason as far as it is known. Pure. */
export function closedRecords({ person, account, records, family }: Viewer, today: string): Closed[] {
  const open = new Set(records.map(({ patientId }) => patientId));
  const basic = account.level === 'BASIC' ? { reason: 'ACCOUNT_LEVEL_TOO_LOW' } : {};
  const own: Closed[] =
    person.patientId && !open.has(person.patientId) && account.roles.includes('CITIZEN')
      ? [{ patientId: person.patientId, ...basic }]
      : [];
  const wards = family
    .filter(({ patientId, state }) => !open.has(patientId) && (state === 'VERIFIED' || state === 'PENDING'))
    .map(({ patientId, displayName, birthDate }) => {
      const adult = birthDate != null && lived(birthDate, today).years >= 18;
      return { patientId, name: displayName, ...(adult ? { reason: 'WARD_IS_ADULT' } : {}), ...basic };
    });
  return [...own, ...wards];
}

/** What is closed and why, so that nobody has to guess; the exact reason comes with the code. */
export function ClosedRecords({ records }: { records: readonly Closed[] }) {
  const { t, say } = useLocale();
  if (!records.length) return null;
  return (
    <Card title={say(texts.closed)}>
      <ul class={ui.rows}>
        {records.map(({ patientId, name, reason }) => {
          const because = deniedBecause(reason, say);
          const help = helpFor(reason);
          return (
            <Row
              key={patientId}
              href={because ? undefined : paths.record(patientId)}
              icon={
                <span class={`${shell.avatar} ${shell.avatarClosed}`} aria-hidden="true">
                  {initials(name ?? t('records.own'))}
                </span>
              }
              title={name ?? t('records.own')}
              detail={because ? `${because.why} ${because.next}` : say(texts.askWhy)}
              aside={
                help && (
                  <a class={ui.touch} href={help.href}>
                    {say(help.text)}
                  </a>
                )
              }
            />
          );
        })}
      </ul>
      <AskForAccess />
    </Card>
  );
}

/** The way to a record that is not open: to ask for it, or to name the child first. */
export function AskForAccess() {
  const { t, say } = useLocale();
  const request = helpFor('ACCESS_NOT_OPEN');
  if (!request) return null;
  return (
    <div class={ui.actions}>
      <a class={`${forms.button} ${forms.quiet}`} href={request.href}>
        {say(request.text)}
      </a>
      <a class={`${forms.button} ${forms.quiet}`} href={paths.family()}>
        {t('nav.family')}
      </a>
    </div>
  );
}
