import { graphql } from '../../gen/gql';
import type { LabResultPartFragment, SpecimenPartFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { block, nested } from '../../ui/Facts';
import css from '../../ui/ui.module.css';
import { NormBand } from './NormBand';
import { NormTag } from './NormTag';
import { normOf } from './norm';
import { unitName } from './units';

graphql(`
  fragment LabResultPart on LabResult {
    code { system code display } name value valueText unit referenceLow referenceHigh referenceText interpretation method device
  }
`);
graphql(`
  fragment SpecimenPart on Specimen { type code collectedAt }
`);

export const specimen = nested<SpecimenPartFragment>(
  'Материал',
  'Specimen',
  ({ type, code, collectedAt }, locale) =>
    [type, code, collectedAt && locale.dateTime(collectedAt)].filter(Boolean).join(' · '),
);

export const results = block<readonly LabResultPartFragment[]>('Показатели', 'Results', (rows) => (
  <Results rows={rows} />
));

function Results({ rows }: { rows: readonly LabResultPartFragment[] }) {
  const { t } = useLocale();
  return (
    <table class={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('lab.name')}</th>
          <th scope="col">{t('lab.value')}</th>
          <th scope="col">{t('lab.norm')}</th>
          <th scope="col">{t('lab.against')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: results have no id of their own and never change places
          <Result key={index} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Result({ row }: { row: LabResultPartFragment }) {
  const { t, number, say } = useLocale();
  const { code, name, value, valueText, unit, referenceText, method, device } = row;
  const norm = normOf(row);
  const reference = useReference(row);
  return (
    <tr>
      <td>
        {name ?? code?.display ?? code?.code}
        <div class={css.small}>{[code?.code, method, device].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        <span class={css.value}>{value == null ? (valueText ?? t('entry.empty')) : number(value)}</span>{' '}
        {value != null && say(unitName(unit))}
      </td>
      <td class={css.small}>
        {reference ?? referenceText ?? t('lab.noNorm')}
        {reference && referenceText && `; ${referenceText}`}
        <NormBand {...row} />
      </td>
      <td>{norm ? <NormTag norm={norm} /> : <span class={css.none}>{t('lab.noNorm')}</span>}</td>
    </tr>
  );
}

/** «110–140», «от 110», «до 5»: as far as the laboratory gave bounds. */
function useReference({ referenceLow: low, referenceHigh: high }: LabResultPartFragment): string | undefined {
  const { t, number } = useLocale();
  if (low != null && high != null) return `${number(low)}–${number(high)}`;
  if (low != null) return t('lab.from', { low: number(low) });
  return high != null ? t('lab.to', { high: number(high) }) : undefined;
}
