import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { DateFilter } from '../../ui/DateFilter';
import { useKept } from '../../ui/kept';
import { Named, Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { FailedPart, LoadedPart, Loading } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { EntryList } from '../EntryList';
import { useView } from '../useView';
import { Analytes } from './Analytes';
import { texts } from './texts';

const LABS = graphql(`
  query LabAnalytes($patientId: ID!) {
    record(patientId: $patientId) {
      id
      labAnalytes { ...Analyte }
      labReports(first: 0) { notices { code message } }
    }
  }
`);

/** Laboratory results: by what was measured, or by the reports that they came in. */
export default function Labs() {
  const { t, say } = useLocale();
  const { params, query } = useRoute();
  const patientId = params['patientId'] ?? '';
  const name = useAccess(patientId)[0]?.displayName;
  const [view, setView] = useKept('view');
  const byPanel = view === 'panels' || Boolean(query['from'] || query['to']);
  return (
    <Page
      title={[t('section.pageTitle'), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{t('section.LAB_REPORTS')}</Named>}
      crumb={<a href={paths.sections(patientId)}>{t('record.sections')}</a>}
    >
      <div class={css.stack}>
        <div>
          <Segments
            label={say(texts.view)}
            options={[
              ['analytes', say(texts.analytes)],
              ['panels', say(texts.panels)],
            ]}
            value={byPanel ? 'panels' : 'analytes'}
            onChange={setView}
          />
        </div>
        {byPanel ? <Panels patientId={patientId} dates={query} /> : <ByAnalyte patientId={patientId} />}
      </div>
    </Page>
  );
}

function ByAnalyte({ patientId }: { patientId: string }) {
  const read = useRead(LABS, { patientId });
  return (
    <LoadedPart read={read}>
      {({ record }) =>
        record && (
          <Analytes patientId={patientId} analytes={record.labAnalytes} notices={record.labReports.notices} />
        )
      }
    </LoadedPart>
  );
}

interface PanelsProps {
  readonly patientId: string;
  readonly dates: { readonly from?: string; readonly to?: string };
}

function Panels({ patientId, dates }: PanelsProps) {
  const { view, retry } = useView('LAB_REPORTS');
  return (
    <>
      <DateFilter dates={dates} href={(days) => paths.section(patientId, 'LAB_REPORTS', days)} />
      {view === 'loading' && <Loading />}
      {view === 'failed' && <FailedPart failure={{ kind: 'offline' }} retry={retry} />}
      {typeof view === 'object' && (
        <EntryList
          key={`${dates.from}.${dates.to}`}
          view={view}
          patientId={patientId}
          section="LAB_REPORTS"
          dates={dates}
        />
      )}
    </>
  );
}
