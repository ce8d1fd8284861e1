import { graphql } from '../gen/gql';
import type { AttentionAnalyteFragment, PlanItemFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { NormTag } from '../norm/NormTag';
import { isOutOfNorm, normOf } from '../norm/norm';
import { referenceText } from '../norm/reference';
import { unitName } from '../norm/units';
import { paths } from '../paths';
import { Badge, Card, Row, Tag } from '../ui/Basics';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment AttentionAnalyte on LabAnalyte {
    code { code display } name value valueText unit referenceLow referenceHigh interpretation date reportId result
  }
`);

const SHOWN = 4;

interface Props {
  readonly patientId: string;
  readonly analytes: readonly AttentionAnalyteFragment[];
  readonly plan: readonly PlanItemFragment[];
}

/** What wants doing or asking about: late and due vaccinations, newest values out of norm. */
export function Attention({ patientId, analytes, plan }: Props) {
  const { date, say } = useLocale();
  const due = plan.filter(
    ({ status, riskGroupOnly }) => !riskGroupOnly && (status === 'LATE' || status === 'DUE'),
  );
  const out = analytes.filter(isOutOfNorm);
  return (
    <Card title={say(texts.attention)}>
      {due.length + out.length === 0 ? (
        <Empty>{say(texts.calm)}</Empty>
      ) : (
        <ul class={css.rows}>
          {due.slice(0, SHOWN).map(({ code, title, status, dueOn }) => (
            <Row
              key={code}
              href={paths.plan(patientId)}
              icon={<Badge icon="syringe" tone="warn" />}
              title={title}
              detail={dueOn && say(texts.planDue, { date: date(dueOn) })}
              aside={
                <Tag tone="warn">
                  <span aria-hidden="true">!</span>
                  {say(status === 'LATE' ? ['просрочена', 'late'] : ['пора', 'due'])}
                </Tag>
              }
            />
          ))}
          {out.slice(0, SHOWN).map((analyte) => (
            <Value key={`${analyte.reportId} ${analyte.result}`} patientId={patientId} analyte={analyte} />
          ))}
          {out.length > SHOWN && (
            <Row
              href={paths.section(patientId, 'LAB_REPORTS')}
              title={say(texts.moreOut, { n: out.length - SHOWN })}
            />
          )}
        </ul>
      )}
    </Card>
  );
}

function Value({ patientId, analyte }: { patientId: string; analyte: AttentionAnalyteFragment }) {
  const { t, number, date, say } = useLocale();
  const { value, valueText, unit, name, code } = analyte;
  const reference = referenceText(analyte, t, number);
  const figure = value == null ? valueText : `${number(value)}\u00a0${say(unitName(unit, value))}`;
  const norm = normOf(analyte);
  return (
    <Row
      href={paths.trend(patientId, analyte.reportId, analyte.result)}
      icon={<Badge icon="flask" tone="warn" />}
      title={name ?? code?.display ?? code?.code}
      detail={[
        figure && reference ? say(texts.norm, { value: figure, norm: reference }) : figure,
        date(analyte.date),
      ]
        .filter(Boolean)
        .join(' · ')}
      aside={norm && <NormTag norm={norm} />}
    />
  );
}
