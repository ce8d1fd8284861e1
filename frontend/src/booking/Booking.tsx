import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/States';
import ui from '../ui/ui.module.css';
import { Coming } from './Coming';
import { Times } from './Times';
import { texts } from './texts';

const BOOKING = graphql(`
  query Booking($patientId: ID!) {
    viewer {
      appointments(patientId: $patientId) { ...ComingAppointment }
      bookableTimes(patientId: $patientId) { ...Schedule }
    }
  }
`);

/** What is booked at the clinic, and booking more (PAP-11). */
export default function Booking() {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName ?? '';
  const read = useRead(BOOKING, { patientId });
  const [said, setSaid] = useState<'done' | 'cancelled'>();
  const acted = (what: 'done' | 'cancelled') => {
    setSaid(what);
    read.retry();
  };
  return (
    <Loaded read={read}>
      {({ viewer }) => (
        <Page
          title={[say(texts.title), name].filter(Boolean).join(' · ')}
          heading={say(texts.title)}
          lead={glue(viewer?.bookableTimes?.clinic ?? '') || undefined}
          crumb={<a href={paths.record(patientId)}>{name}</a>}
        >
          <div class={ui.stack}>
            {said && (
              <Notice tone="good" live>
                <p>{say(texts[said])}</p>
              </Notice>
            )}
            {!!viewer?.appointments?.length && (
              <Coming all={viewer.appointments} onCancelled={() => acted('cancelled')} />
            )}
            {viewer?.bookableTimes && (
              <Times
                schedule={viewer.bookableTimes}
                patientId={patientId}
                onBooked={() => acted('done')}
                again={read.retry}
              />
            )}
          </div>
        </Page>
      )}
    </Loaded>
  );
}
