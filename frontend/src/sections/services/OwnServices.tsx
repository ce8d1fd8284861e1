import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess, useViewer } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { DateFilter } from '../../ui/DateFilter';
import { More } from '../../ui/More';
import { Page } from '../../ui/Page';
import { LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { Beside } from './Beside';
import { Report } from './Report';
import type { Period } from './Services';
import { texts } from './texts';

const OWN = graphql(`
  query OwnServices($after: String, $from: Date, $to: Date) {
    viewer {
      renderedServices(first: 50, after: $after, from: $from, to: $to) {
        nodes { ...ServiceItem }
        pageInfo { hasNextPage endCursor }
        totalCount
        notices { code message }
      }
    }
  }
`);

/** SVC-03: one's own services, whether or not the record is open. */
export default function OwnServices() {
  const { say } = useLocale();
  const dates: Period = useRoute().query;
  const { person } = useViewer();
  return (
    <Page title={say(texts.own)} heading={say(texts.own)} lead={say(texts.ownLead)}>
      <div class={ui.sided}>
        <aside class={ui.column}>
          <DateFilter dates={dates} href={(days) => paths.ownServices(days)} />
          {person.patientId && <Beside patientId={person.patientId} dates={dates} />}
        </aside>
        <div class={ui.column}>
          <Part key={`${dates.from}.${dates.to}`} patientId={person.patientId ?? ''} dates={dates} />
        </div>
      </div>
    </Page>
  );
}

function Part({ patientId, dates, after }: { patientId: string; dates: Period; after?: string }) {
  const open = useAccess(patientId).length > 0;
  const read = useRead(OWN, { after: after ?? null, from: dates.from || null, to: dates.to || null });
  return (
    <LoadedPart read={read}>
      {({ viewer }) => {
        const list = viewer?.renderedServices;
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
              open={open}
            />
            {end && <More>{() => <Part patientId={patientId} dates={dates} after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
  );
}
