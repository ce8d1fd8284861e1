import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import type { TrendFragment } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { NotFound } from '../../ui/NotFound';
import { Named, Page } from '../../ui/Page';
import { PrintButton } from '../../ui/PrintButton';
import { Empty, Loaded } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { Course } from './Course';
import { Meaning } from './Meaning';
import { usePeriod } from './period';
import { TrendTable } from './TrendTable';
import { texts } from './texts';

const TREND = graphql(`
  query LabTrendOf($patientId: ID!, $reportId: ID!, $result: Int!) {
    record(patientId: $patientId) { id labTrendOf(reportId: $reportId, result: $result) { ...Trend } }
  }
`);
graphql(`
  fragment Trend on LabTrend {
    name
    points {
      date measuredAt value valueText unit referenceLow referenceHigh referenceText interpretation reportId title
      organization { name shortName }
      author { fullName }
    }
  }
`);

/** One analyte over time: the newest value, its course, what it means, and all values as a table. */
export default function LabTrend() {
  const { patientId = '', reportId = '', result = '' } = useRoute().params;
  if (!/^\d{1,4}$/.test(result)) return <NotFound />;
  return <OneTrend patientId={patientId} reportId={reportId} result={Number(result)} />;
}

interface Props {
  readonly patientId: string;
  readonly reportId: string;
  readonly result: number;
}

function OneTrend({ patientId, ...place }: Props) {
  const read = useRead(TREND, { patientId, ...place });
  return (
    <Loaded read={read}>
      {({ record }) => <Shown patientId={patientId} trend={record?.labTrendOf ?? undefined} />}
    </Loaded>
  );
}

function Shown({ patientId, trend }: { patientId: string; trend: TrendFragment | undefined }) {
  const { t, say } = useLocale();
  const [access] = useAccess(patientId);
  const points = trend?.points ?? [];
  const period = usePeriod(points);
  const last = points.at(-1);
  const labs = <a href={paths.section(patientId, 'LAB_REPORTS')}>{t('section.LAB_REPORTS')}</a>;
  const name = trend?.name ?? t('lab.name');
  return (
    <Page
      title={[say(texts.pageTitle), access?.displayName].filter(Boolean).join(' · ')}
      heading={<Named name={access?.displayName}>{glue(name)}</Named>}
      crumb={
        <>
          {labs}
          {last?.title && ' / '}
          {last?.title && (
            <a href={paths.entry(patientId, 'LAB_REPORTS', last.reportId)}>{glue(last.title)}</a>
          )}
        </>
      }
    >
      {last ? (
        <div class={css.grid}>
          <div class={css.column}>
            <Course name={name} points={points} period={period} birthDate={access?.birthDate ?? undefined} />
            <TrendTable patientId={patientId} points={period.shown} />
          </div>
          <div class={css.column}>
            <Meaning points={points} birthDate={access?.birthDate ?? undefined} />
            <div class={forms.filterActions}>
              <PrintButton />
            </div>
          </div>
        </div>
      ) : (
        <div class={css.stack}>
          <Card>
            <Empty>{say(texts.gone)}</Empty>
          </Card>
        </div>
      )}
    </Page>
  );
}
