import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { DateFilter } from '../../ui/DateFilter';
import { More } from '../../ui/More';
import { Named, Page } from '../../ui/Page';
import { LoadedPart } from '../../ui/States';
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
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** SVC-01: the services of one record by period. */
export default function Services() {
  const { t, say } = useLocale();
  const { params, query } = useRoute();
  const patientId = params['patientId'] ?? '';
  const name = useAccess(patientId)[0]?.displayName;
  const dates: Period = query;
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
          <Part key={`${dates.from}.${dates.to}`} patientId={patientId} dates={dates} />
        </div>
      </div>
    </Page>
  );
}

interface Props {
  readonly patientId: string;
  readonly dates: Period;
  readonly after?: string;
}

function Part({ patientId, dates, after }: Props) {
  const read = useRead(SERVICES, {
    patientId,
    after: after ?? null,
    from: dates.from || null,
    to: dates.to || null,
  });
  return (
    <LoadedPart read={read}>
      {({ record }) => {
        const list = record?.renderedServices;
        if (!list) return null;
        const end = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : undefined;
        return (
          <>
            <Report
              patientId={patientId}
              services={list.nodes}
              totalCount={list.totalCount}
              notices={list.notices}
              whole={!end && !after}
              open
            />
            {end && <More>{() => <Part patientId={patientId} dates={dates} after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}
