import { ForRole } from '../desk/Desk';
import { deskPaths } from '../deskPaths';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Page } from '../ui/Page';
import { texts } from './texts';

const Appoint = page(() => import('./Appoint'));

export default function NewAppointmentPage() {
  return (
    <ForRole of="ADMINISTRATOR">
      <NewAppointment />
    </ForRole>
  );
}

function NewAppointment() {
  const { say } = useLocale();
  return (
    <Page
      title={say(texts.propose)}
      heading={say(texts.propose)}
      lead={say(texts.lead)}
      crumb={<a href={deskPaths.staff()}>{say(texts.title)}</a>}
    >
      <Appoint />
    </Page>
  );
}
