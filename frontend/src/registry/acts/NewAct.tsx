import { ForRole } from '../../desk/Desk';
import { deskPaths } from '../../deskPaths';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { Page } from '../../ui/Page';
import { texts } from './texts';

const EnterAct = page(() => import('./EnterAct'));

export default function NewActPage() {
  return (
    <ForRole of="REGISTRAR">
      <NewAct />
    </ForRole>
  );
}

function NewAct() {
  const { say } = useLocale();
  return (
    <Page
      title={say(texts.newAct)}
      heading={say(texts.newAct)}
      lead={say(texts.newActLead)}
      crumb={<a href={deskPaths.acts()}>{say(texts.acts)}</a>}
    >
      <EnterAct />
    </Page>
  );
}
