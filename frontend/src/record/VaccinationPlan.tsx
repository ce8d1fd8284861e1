import { graphql } from '../gen/gql';
import type { PlanItemFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import { planSummary } from './planSummary';
import { Ring } from './Ring';
import { texts } from './texts';

graphql(`
  fragment PlanItem on VaccinationPlanItem { code title status dueOn riskGroupOnly }
`);

/** How far along the national schedule: a ring, and the same in words. */
interface Props {
  readonly patientId: string;
  readonly plan: readonly PlanItemFragment[];
}

export function VaccinationPlan({ patientId, plan }: Props) {
  const { t, say } = useLocale();
  const summary = planSummary(plan);
  return (
    <Card
      title={t('record.plan')}
      aside={
        <a class={ui.touch} href={paths.plan(patientId)}>
          {say(texts.wholePlan)}
        </a>
      }
    >
      {summary.total === 0 ? <Empty>{say(texts.planNone)}</Empty> : <Ring summary={summary} />}
    </Card>
  );
}
