import { ErrorBoundary } from 'preact-iso';
import { byRecord, initials, isOwn, type RecordAccess, useViewer } from '../api/viewer';
import { moscowDay } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { STANDING } from '../i18n/standing';
import { page } from '../page';
import { paths } from '../paths';
import { Card, Row } from '../ui/Basics';
import { Page } from '../ui/Page';
import { Empty } from '../ui/States';
import shell from '../ui/shell.module.css';
import ui from '../ui/ui.module.css';
import { AskForAccess, ClosedRecords, closedRecords } from './Closed';
import { texts } from './texts';

const FirstStepsCard = page(() => import('./first/FirstStepsCard'));

/** What the signed-in person may open now: own record first, then wards, each with its right and its end. */
export default function Records() {
  const { say } = useLocale();
  const viewer = useViewer();
  const records = byRecord(viewer.records);
  const closed = closedRecords(viewer, moscowDay(new Date()));
  const citizen = viewer.account.roles.includes('CITIZEN');
  const title = say(citizen ? texts.title : texts.titleStaff);
  // What opens records is not yet done by whoever is new.
  const fresh = citizen && viewer.account.level !== 'FULL' && !records.length;
  return (
    <Page
      title={title}
      heading={title}
      lead={viewer.records.some((access) => access.cardEntryRequired) ? say(texts.code) : undefined}
    >
      <div class={ui.stack}>
        {fresh && (
          <ErrorBoundary>
            <FirstStepsCard />
          </ErrorBoundary>
        )}
        <Card>
          {records.length ? (
            <ul class={ui.rows}>
              {records.map((standings) => (
                <RecordRow key={standings[0]?.patientId} standings={standings} />
              ))}
            </ul>
          ) : (
            <>
              <Empty>{say(texts.empty)}</Empty>
              {!closed.length && (citizen ? <AskForAccess /> : <p>{say(texts.emptyStaff)}</p>)}
            </>
          )}
        </Card>
        <ClosedRecords records={closed} />
        {citizen && (
          <p>
            <a class={ui.touch} href={paths.cardCheck()}>
              {say(texts.check)}
            </a>
          </p>
        )}
      </div>
    </Page>
  );
}

function RecordRow({ standings }: { standings: readonly RecordAccess[] }) {
  const { t, say, dayOf, years } = useLocale();
  const [access] = standings;
  if (!access) return null;
  const rights = standings.map(({ standing, until }) =>
    [say(STANDING[standing]), until && t('records.until', { date: dayOf(until) })].filter(Boolean).join(' '),
  );
  return (
    <Row
      href={paths.record(access.patientId)}
      icon={
        <span class={isOwn(access) ? shell.avatar : `${shell.avatar} ${shell.avatarWard}`} aria-hidden="true">
          {initials(access.displayName)}
        </span>
      }
      title={access.displayName}
      detail={[access.birthDate && years(access.birthDate), ...rights].filter(Boolean).join(' · ')}
    />
  );
}
