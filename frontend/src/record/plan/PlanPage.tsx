import { useRoute } from 'preact-iso';
import { useRead } from '../../api/read';
import { useAccess } from '../../api/viewer';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card, ClosedNote, Row } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { Named, Page } from '../../ui/Page';
import { PrintButton } from '../../ui/PrintButton';
import { Empty, Loaded } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { planSummary } from '../planSummary';
import { Ring } from '../Ring';
import type { Item } from './ages';
import { Calendar, State } from './Calendar';
import { Given } from './Given';
import { texts } from './texts';

const PLAN = graphql(`
  query VaccinationPlan($patientId: ID!) {
    record(patientId: $patientId) {
      id
      vaccinationPlan { ...PlanItem doneOn }
      vaccinations(first: 100, filter: { status: DONE }) { nodes { ...GivenVaccination } notices { code message } }
    }
  }
`);

/** The national schedule: what to do now, all of it by age, and what was given. */
export default function PlanPage() {
  const { t } = useLocale();
  const { patientId = '' } = useRoute().params;
  const [access] = useAccess(patientId);
  const read = useRead(PLAN, { patientId });
  return (
    <Loaded read={read}>
      {({ record }) => {
        const plan = record?.vaccinationPlan ?? [];
        return (
          <Page
            title={[t('section.pageTitle'), access?.displayName].filter(Boolean).join(' · ')}
            heading={<Named name={access?.displayName}>{t('record.plan')}</Named>}
            crumb={<a href={paths.record(patientId)}>{t('nav.overview')}</a>}
          >
            <div class={css.grid}>
              <div class={css.column}>
                <Todo plan={plan} />
                <Calendar items={plan} birthDate={access?.birthDate ?? undefined} />
              </div>
              <div class={css.column}>
                <ClosedNote messages={record?.vaccinations.notices.map(({ message }) => message) ?? []} />
                <Given patientId={patientId} given={record?.vaccinations.nodes ?? []} />
                <div class={forms.filterActions}>
                  <PrintButton />
                </div>
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** How far it is done, and what is late or due: first on the page. */
function Todo({ plan }: { plan: readonly Item[] }) {
  const { say, date } = useLocale();
  const summary = planSummary(plan);
  const due = plan.filter(
    ({ status, riskGroupOnly }) => !riskGroupOnly && (status === 'LATE' || status === 'DUE'),
  );
  return (
    <Card title={due.length ? say(texts.todo) : undefined}>
      {summary.total === 0 ? <Empty>{say(texts.none)}</Empty> : <Ring summary={summary} />}
      {due.length > 0 && (
        <>
          <ul class={css.actions}>
            {due.map((item) => (
              <Row
                key={item.code}
                title={item.title}
                detail={item.dueOn && say(texts.due, { date: date(item.dueOn) })}
                aside={<State status={item.status} />}
              />
            ))}
          </ul>
          <p class={css.small}>{say(texts.todoWhere)}</p>
        </>
      )}
    </Card>
  );
}
