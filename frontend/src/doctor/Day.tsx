import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { useViewer, useViewerAgain } from '../api/viewer';
import { ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { graphql } from '../gen/gql';
import type { DayEncounterFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { Code } from './Code';
import { Encounter } from './Encounter';
import type { Opened } from './opening';
import { texts } from './texts';
import { Waiting } from './Waiting';

const DAY = graphql(`
  query DoctorDay {
    doctorDay { ...DayEncounter }
    doctorAppointments { ...DayAppointment }
    doctorAdmissions { ...DayAdmission }
    doctorWorkplaces { id name }
  }
`);

export default function DayPage() {
  return (
    <ForRole of="DOCTOR">
      <Day />
    </ForRole>
  );
}

/** Who comes today, whose records are open to this doctor now, by which encounter, and until when. */
function Day() {
  const { say, dateTime } = useLocale();
  const read = useRead(DAY, {});
  const viewerAgain = useViewerAgain();
  const [opened, setOpened] = useState<Opened>();
  const emergency = useViewer().records.filter(({ standing }) => standing === 'EMERGENCY_DOCTOR');
  const again = () => {
    read.retry();
    viewerAgain();
  };
  const onOpened = (one: Opened) => {
    setOpened(one);
    again();
  };
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <div class={ui.actions}>
        <a class={`${forms.button} ${forms.quiet}`} href={deskPaths.findPatient()}>
          {say(texts.find)}
        </a>
      </div>
      <div class={ui.stack}>
        {opened && (
          <Notice tone="good" live>
            <p>
              {say(texts.opened)} <a href={paths.record(opened.patientId)}>{opened.displayName}</a>
            </p>
          </Notice>
        )}
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
          {({ doctorDay, doctorAppointments, doctorAdmissions, doctorWorkplaces }) => {
            const all = doctorDay ?? [];
            const open = all.filter(({ closedAt }) => !closedAt);
            const closed = all.filter(({ closedAt }) => closedAt);
            return (
              <>
                {open.length > 0 && <Encounters title={say(texts.open)} encounters={open} again={again} />}
                <Waiting
                  appointments={doctorAppointments ?? []}
                  admissions={doctorAdmissions ?? []}
                  onOpened={onOpened}
                />
                <Code workplaces={doctorWorkplaces ?? []} onOpened={onOpened} />
                {closed.length > 0 && (
                  <Encounters title={say(texts.closed)} encounters={closed} again={again} />
                )}
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

interface EncountersProps {
  readonly title: string;
  readonly encounters: readonly DayEncounterFragment[];
  readonly again: () => void;
}

function Encounters({ title, encounters, again }: EncountersProps) {
  return (
    <Card title={title}>
      <ul class={ui.rows}>
        {encounters.map((one) => (
          <Encounter key={one.id} one={one} again={again} />
        ))}
      </ul>
    </Card>
  );
}
