import { byRecord, initials, isOwn, type RecordAccess, useViewer } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row } from '../ui/Basics';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { NoRecords } from './NoRecords';

/** What the signed-in person may open now: own record first, then wards, each with its right and its end. */
export default function Records() {
  const { t } = useLocale();
  const records = byRecord(useViewer().records);
  if (!records.length) return <NoRecords />;
  return (
    <Page title={t('records.title')} heading={t('records.title')} lead={t('records.code')}>
      <div class={ui.stack}>
        <Card>
          <ul class={ui.rows}>
            {records.map((standings) => (
              <RecordRow key={standings[0]?.patientId} standings={standings} />
            ))}
          </ul>
        </Card>
      </div>
    </Page>
  );
}

function RecordRow({ standings }: { standings: readonly RecordAccess[] }) {
  const { t, dayOf, years } = useLocale();
  const [access] = standings;
  if (!access) return null;
  const own = isOwn(access);
  const rights = standings.map(({ standing, until }) =>
    [t(`standing.${standing}`), until && t('records.until', { date: dayOf(until) })]
      .filter(Boolean)
      .join(' '),
  );
  const name = access.displayName;
  return (
    <Row
      href={paths.record(access.patientId)}
      icon={
        <span class={own ? ui.avatar : `${ui.avatar} ${ui.avatarWard}`} aria-hidden="true">
          {initials(name)}
        </span>
      }
      title={name}
      detail={[access.birthDate && years(access.birthDate), ...rights].filter(Boolean).join(' · ')}
    />
  );
}
