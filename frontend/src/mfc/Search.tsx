import { ForRole } from '../desk/Desk';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { Page } from '../ui/Page';
import { texts } from './texts';

const Find = page(() => import('./Find'));

export default function SearchPage() {
  return (
    <ForRole of="MFC_OFFICER">
      <Search />
    </ForRole>
  );
}

function Search() {
  const { say } = useLocale();
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <Find />
    </Page>
  );
}
