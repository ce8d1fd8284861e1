import { useRoute } from 'preact-iso';
import { useAccess, useViewer } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { ByPage } from '../../ui/ByPage';
import { DateFilter, type Dates } from '../../ui/DateFilter';
import { Page } from '../../ui/Page';
import ui from '../../ui/ui.module.css';
import { Beside } from './Beside';
import { Report } from './Report';
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
  const dates: Dates = useRoute().query;
  const { from, to } = dates;
  const patientId = useViewer().person.patientId ?? '';
  const open = useAccess(patientId).length > 0;
  return (
    <Page title={say(texts.own)} heading={say(texts.own)} lead={say(texts.ownLead)}>
      <div class={ui.sided}>
        <aside class={ui.column}>
          <DateFilter dates={dates} href={(days) => paths.ownServices(days)} />
          {patientId && <Beside patientId={patientId} dates={dates} />}
        </aside>
        <div class={ui.column}>
          <ByPage
            key={`${from}.${to}`}
            document={OWN}
            variables={{ from: from || null, to: to || null }}
            of={({ viewer }) => viewer?.renderedServices}
          >
            {({ list, first, last }) =>
              list && <Report patientId={patientId} list={list} whole={first && last} open={open} />
            }
          </ByPage>
        </div>
      </div>
    </Page>
  );
}
