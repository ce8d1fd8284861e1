import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import type { PlanItemFragment, VaccinationPlanStatus } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row, Tag, type Tone } from '../ui/Basics';
import { Named, Page } from '../ui/Page';
import { Empty, Loaded } from '../ui/States';
import css from '../ui/ui.module.css';
import { texts } from './texts';

const PLAN = graphql(`
  query VaccinationPlan($patientId: ID!) {
    record(patientId: $patientId) { id vaccinationPlan { ...PlanItem doneOn } }
  }
`);

/** What wants doing comes first. */
const GROUPS: readonly (readonly [status: VaccinationPlanStatus, name: Both, tone: Tone])[] = [
  ['LATE', ['просрочена', 'late'], 'warn'],
  ['DUE', ['пора', 'due'], 'warn'],
  ['UPCOMING', ['впереди', 'to come'], 'plain'],
  ['EXEMPT', ['медотвод', 'exempt'], 'plain'],
  ['REFUSED', ['отказ', 'refused'], 'plain'],
  ['DONE', ['сделана', 'done'], 'good'],
];

type Item = PlanItemFragment & { readonly doneOn?: string | null };

/** The national schedule, item by item. */
export default function PlanPage() {
  const { t } = useLocale();
  const { patientId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  const read = useRead(PLAN, { patientId });
  return (
    <Loaded read={read}>
      {({ record }) => (
        <Page
          title={[t('section.pageTitle'), name].filter(Boolean).join(' · ')}
          heading={<Named name={name}>{t('record.plan')}</Named>}
          crumb={<a href={paths.section(patientId, 'VACCINATIONS')}>{t('section.VACCINATIONS')}</a>}
        >
          <div class={css.stack}>
            <Plan items={record?.vaccinationPlan ?? []} />
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Plan({ items }: { items: readonly Item[] }) {
  const { say } = useLocale();
  if (!items.length)
    return (
      <Card>
        <Empty>{say(texts.planNone)}</Empty>
      </Card>
    );
  return (
    <>
      {GROUPS.map(([status, name, tone]) => {
        const group = items.filter((item) => item.status === status);
        if (!group.length) return null;
        return (
          <Card
            key={status}
            title={
              <Tag tone={tone}>
                {tone === 'warn' && <span aria-hidden="true">!</span>}
                {tone === 'good' && <span aria-hidden="true">✓</span>}
                {say(name)}
              </Tag>
            }
            aside={<span class={css.small}>{group.length}</span>}
          >
            <ul class={css.rows}>
              {group.map((item) => (
                <Row key={item.code} title={item.title} detail={<When item={item} />} />
              ))}
            </ul>
          </Card>
        );
      })}
    </>
  );
}

function When({ item: { doneOn, dueOn, riskGroupOnly } }: { item: Item }) {
  const { t, date, say } = useLocale();
  const day = doneOn ?? dueOn;
  const risk = riskGroupOnly && say(texts.planRiskGroup);
  if (!day) return <>{risk || t('entry.empty')}</>;
  return (
    <>
      <time dateTime={day}>{doneOn ? date(day) : say(texts.planDue, { date: date(day) })}</time>
      {risk && ` · ${risk}`}
    </>
  );
}
