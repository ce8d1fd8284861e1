import { graphql } from '../../gen/gql';
import type { VitalSignPartFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { NormTag } from '../../norm/NormTag';
import { unitName } from '../../norm/units';
import cells from '../../ui/cells.module.css';
import { block } from '../../ui/Facts';
import css from '../../ui/ui.module.css';

graphql(`
  fragment VitalSignPart on VitalSign {
    id date title code { system code display } name value valueSecond
    valueText unit measuredAt interpretation
  }
`);

export const vitalSigns = block<readonly VitalSignPartFragment[]>('Показатели', 'Vital signs', (signs) => (
  <ul class={cells.measures}>
    {signs.map((sign) => (
      <Sign key={sign.id} sign={sign} />
    ))}
  </ul>
));

function Sign({ sign }: { sign: VitalSignPartFragment }) {
  const { number, dateTime, date, say } = useLocale();
  const { name, title, code, value, valueSecond, valueText, unit, measuredAt, interpretation } = sign;
  const figures = [value, valueSecond]
    .filter((figure) => figure != null)
    .map((figure) => number(Number(figure)));
  return (
    <li>
      <div class={css.small}>{name ?? title ?? code?.display ?? code?.code}</div>
      <div>
        <span class={cells.value}>{figures.join('/') || valueText}</span>{' '}
        {figures.length > 0 && say(unitName(unit))}{' '}
        {interpretation && interpretation !== 'NORMAL' && <NormTag norm={interpretation} />}
      </div>
      <div class={css.small}>
        {[measuredAt ? dateTime(measuredAt) : date(sign.date), code?.code].filter(Boolean).join(' · ')}
      </div>
    </li>
  );
}
