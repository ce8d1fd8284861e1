import { useRead } from '../api/read';
import { initials, useViewer } from '../api/viewer';
import { ForRole } from '../desk/Desk';
import { graphql } from '../gen/gql';
import type { DoctorDayQuery, EncounterClass, EncounterGround } from '../gen/graphql';
import { type Both, useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row } from '../ui/Basics';
import { Page } from '../ui/Page';
import { Empty, LoadedPart } from '../ui/States';
import shell from '../ui/shell.module.css';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

const DAY = graphql(`
  query DoctorDay {
    doctorDay { patientId displayName birthDate encounterClass ground organization openedAt closedAt until }
  }
`);
type Encounter = NonNullable<DoctorDayQuery['doctorDay']>[number];

const CLASSES: Record<EncounterClass, Both> = {
  AMB: ['Приём', 'Visit'],
  IMP: ['Стационар', 'Hospital stay'],
  EMER: ['Скорая', 'Emergency'],
  HH: ['Приём на дому', 'Home visit'],
  FLD: ['Выезд', 'Field visit'],
  VR: ['Телемедицина', 'Online visit'],
};
const GROUNDS: Record<EncounterGround, Both> = {
  APPOINTMENT: ['по записи', 'by appointment'],
  ADMISSION: ['по поступлению', 'by admission'],
  PATIENT_CODE: ['по коду пациента', 'by the patient’s code'],
};

export default function DayPage() {
  return (
    <ForRole of="DOCTOR">
      <Day />
    </ForRole>
  );
}

/** Whose records are open to this doctor now, by which encounter, and until when. */
function Day() {
  const { say, dateTime } = useLocale();
  const read = useRead(DAY, {});
  const emergency = useViewer().records.filter(({ standing }) => standing === 'EMERGENCY_DOCTOR');
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <div class={ui.stack}>
        {emergency.length > 0 && (
          <Card title={say(texts.emergency)}>
            <ul class={ui.rows}>
              {emergency.map(({ patientId, displayName, until }) => (
                <Row
                  key={patientId}
                  href={paths.record(patientId)}
                  title={displayName}
                  detail={until && say(texts.until, { at: dateTime(until) })}
                />
              ))}
            </ul>
          </Card>
        )}
        <LoadedPart read={read}>
          {({ doctorDay }) => {
            const all = doctorDay ?? [];
            const open = all.filter(({ closedAt }) => !closedAt);
            const closed = all.filter(({ closedAt }) => closedAt);
            return (
              <>
                {open.length > 0 && <Encounters title={say(texts.open)} encounters={open} />}
                {closed.length > 0 && <Encounters title={say(texts.closed)} encounters={closed} />}
                {all.length + emergency.length === 0 && (
                  <Card title={say(texts.none)}>
                    <Empty>{say(texts.noneText)}</Empty>
                  </Card>
                )}
              </>
            );
          }}
        </LoadedPart>
      </div>
    </Page>
  );
}

function Encounters({ title, encounters }: { title: string; encounters: readonly Encounter[] }) {
  const { say, dateTime, years } = useLocale();
  return (
    <Card title={title}>
      <ul class={ui.rows}>
        {encounters.map((one) => (
          <Row
            key={one.patientId + one.openedAt}
            href={paths.record(one.patientId)}
            icon={
              <span class={`${shell.avatar} ${shell.avatarWard}`} aria-hidden="true">
                {initials(one.displayName)}
              </span>
            }
            title={[one.displayName, one.birthDate && years(one.birthDate)].filter(Boolean).join(', ')}
            detail={
              <>
                {[
                  say(CLASSES[one.encounterClass]),
                  one.ground && say(GROUNDS[one.ground]),
                  say(texts.since, { at: dateTime(one.openedAt) }),
                  one.closedAt && say(texts.ended, { at: dateTime(one.closedAt) }),
                  one.organization,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                <br />
                {one.until ? say(texts.until, { at: dateTime(one.until) }) : say(texts.whileOpen)}
              </>
            }
          />
        ))}
      </ul>
    </Card>
  );
}
