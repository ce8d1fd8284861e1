import { graphql } from '../../gen/gql';
import type { VitalSignPartFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { block } from '../../ui/Facts';
import css from '../../ui/ui.module.css';
import { NormTag } from './NormTag';
import { unitName } from './units';

graphql(`
  fragment VitalSignPart on VitalSign {
    id date title organization { name shortName } author { fullName } code { system code display } name value valueSecond
    valueText unit measuredAt interpretation
  }
`);

export const vitalSigns = block<readonly VitalSignPartFragment[]>('Показатели', 'Vital signs', (signs) => (
  <ul class={css.measures}>
    {signs.map((sign) => (
      <Sign key={sign.id} sign={sign} />
    ))}
  </ul>
));

function Sign({ sign }: { sign: VitalSignPartFragment }) {
  const { number, dateTime, date, say } = useLocale();
  const {
    name,
    title,
    code,
    value,
    valueSecond,
    valueText,
    unit,
    measuredAt,
    interpretation,
    organization,
    author,
  } = sign;
  const figures = [value, valueSecond]
    .filter((figure) => figure != null)
    .map((figure) => number(Number(figure)));
  return (
    <li>
      <div class={css.small}>{name ?? title ?? code?.display ?? code?.code}</div>
      <div>
        <span class={css.value}>{figures.join('/') || valueText}</span>{' '}
        {figures.length > 0 && say(unitName(unit))}{' '}
        {interpretation && interpretation !== 'NORMAL' && <NormTag norm={interpretation} />}
      </div>
      <div class={css.small}>
        {[
          measuredAt ? dateTime(measuredAt) : date(sign.date),
          code?.code,
          organization?.shortName ?? organization?.name,
          author?.fullName,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </li>
  );
}
