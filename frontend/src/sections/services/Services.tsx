import { useRoute } from 'preact-iso';
import { useAccess } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { ByPage } from '../../ui/ByPage';
import { DateFilter, type Dates } from '../../ui/DateFilter';
import { Named, Page } from '../../ui/Page';
import ui from '../../ui/ui.module.css';
import { Beside } from './Beside';
import { Report } from './Report';
import { texts } from './texts';

const SERVICES = graphql(`
  query Services($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      renderedServices(first: 50, after: $after, from: $from, to: $to) {
        nodes { ...ServiceItem }
        pageInfo { hasNextPage endCursor }
        totalCount
        notices { code message }
      }
    }
  }
`);

/** SVC-01: the services of one record by period. */
export default function Services() {
  const { t, say } = useLocale();
  const { params, query } = useRoute();
  const patientId = params['patientId'] ?? '';
  const name = useAccess(patientId)[0]?.displayName;
  const dates: Dates = query;
  const { from, to } = dates;
  return (
    <Page
      title={[t('section.pageTitle'), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{t('section.RENDERED_SERVICES')}</Named>}
      lead={say(texts.lead)}
      crumb={<a href={paths.sections(patientId)}>{t('record.sections')}</a>}
    >
      <div class={ui.sided}>
        <aside class={ui.column}>
          <DateFilter dates={dates} href={(days) => paths.section(patientId, 'RENDERED_SERVICES', days)} />
          <Beside patientId={patientId} dates={dates} />
        </aside>
        <div class={ui.column}>
          <ByPage
            key={`${from}.${to}`}
            document={SERVICES}
            variables={{ patientId, from: from || null, to: to || null }}
            of={({ record }) => record?.renderedServices}
          >
            {({ list, first, last }) =>
              list && <Report patientId={patientId} list={list} whole={first && last} open />
            }
          </ByPage>
        </div>
      </div>
    </Page>
  );
}
