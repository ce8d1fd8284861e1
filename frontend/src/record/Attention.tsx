import { graphql } from '../gen/gql';
import type { AttentionReportFragment, PlanItemFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { NormTag } from '../norm/NormTag';
import { normOf } from '../norm/norm';
import { referenceText } from '../norm/reference';
import { unitName } from '../norm/units';
import { paths } from '../paths';
import { Badge, Card, Row, Tag } from '../ui/Basics';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';
import { type OutOfNorm, outOfNorm } from './attention';

graphql(`
  fragment AttentionReport on LabReport {
    id date results { code { code display } name value valueText unit referenceLow referenceHigh interpretation }
  }
`);

const SHOWN = 4;

interface Props {
  readonly patientId: string;
  readonly reports: readonly AttentionReportFragment[];
  readonly plan: readonly PlanItemFragment[];
}

/** What wants doing or asking about: late and due vaccinations, newest values out of norm. */
export function Attention({ patientId, reports, plan }: Props) {
  const { t, date, say } = useLocale();
  const due = plan.filter(
    ({ status, riskGroupOnly }) => !riskGroupOnly && (status === 'LATE' || status === 'DUE'),
  );
  const out = outOfNorm(reports);
  return (
    <Card title={t('record.attention')}>
      {due.length + out.length === 0 ? (
        <Empty>{t('record.calm')}</Empty>
      ) : (
        <ul class={css.rows}>
          {due.slice(0, SHOWN).map(({ code, title, status, dueOn }) => (
            <Row
              key={code}
              href={paths.plan(patientId)}
              icon={<Badge icon="syringe" tone="warn" />}
              title={title}
              detail={dueOn && t('plan.due', { date: date(dueOn) })}
              aside={
                <Tag tone="warn">
                  <span aria-hidden="true">!</span>
                  {say(status === 'LATE' ? ['просрочена', 'late'] : ['пора', 'due'])}
                </Tag>
              }
            />
          ))}
          {out.slice(0, SHOWN).map((result) => (
            <Value key={result.code?.code ?? result.name} patientId={patientId} result={result} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Value({ patientId, result }: { patientId: string; result: OutOfNorm }) {
  const { t, number, date, say } = useLocale();
  const { value, valueText, unit, name, code } = result;
  const reference = referenceText(result, t, number);
  const figure = value == null ? valueText : `${number(value)}\u00a0${say(unitName(unit))}`;
  const norm = normOf(result);
  return (
    <Row
      href={paths.entry(patientId, 'LAB_REPORTS', result.reportId)}
      icon={<Badge icon="flask" tone="warn" />}
      title={name ?? code?.display ?? code?.code}
      detail={[
        figure && reference ? t('record.norm', { value: figure, norm: reference }) : figure,
        date(result.date),
      ]
        .filter(Boolean)
        .join(' · ')}
      aside={norm && <NormTag norm={norm} />}
    />
  );
}
