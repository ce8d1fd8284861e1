import { useRoute } from 'preact-iso';
import { useAccess } from '../../api/viewer';
import { useLocale } from '../../i18n/locale';
import { paths, sectionsOf } from '../../paths';
import { useKept } from '../../ui/kept';
import { Named, Page } from '../../ui/Page';
import { PrintButton } from '../../ui/PrintButton';
import css from '../../ui/ui.module.css';
import { Filter } from './Filter';
import { Months } from './Months';
import { texts } from './texts';

/** All entries by month. The address keeps sections by number and days; words stay beside it. */
export default function Timeline() {
  const { t, say } = useLocale();
  const { params, query } = useRoute();
  const patientId = params['patientId'] ?? '';
  const name = useAccess(patientId)[0]?.displayName;
  const [search, setSearch] = useKept('search');
  const chosen = {
    sections: sectionsOf(query['s']),
    from: query['from'] ?? '',
    to: query['to'] ?? '',
    search,
  };
  return (
    <Page
      title={[say(texts.pageTitle), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{t('nav.timeline')}</Named>}
      crumb={<a href={paths.record(patientId)}>{t('nav.overview')}</a>}
    >
      <div class={css.sided}>
        <aside class={css.column}>
          <Filter key={JSON.stringify(chosen)} patientId={patientId} chosen={chosen} onSearch={setSearch} />
          <div>
            <PrintButton />
          </div>
        </aside>
        <div class={css.column}>
          <Months key={JSON.stringify(chosen)} patientId={patientId} chosen={chosen} />
        </div>
      </div>
    </Page>
  );
}
