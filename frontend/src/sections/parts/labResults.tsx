import { useRoute } from 'preact-iso';
import { graphql } from '../../gen/gql';
import type { LabResultPartFragment, SpecimenPartFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { NormTag } from '../../norm/NormTag';
import { normOf } from '../../norm/norm';
import { referenceText } from '../../norm/reference';
import { unitName } from '../../norm/units';
import { paths } from '../../paths';
import cells from '../../ui/cells.module.css';
import { block, nested } from '../../ui/Facts';
import css from '../../ui/ui.module.css';
import { NormBand } from './NormBand';

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
    <table class={cells.table}>
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
          // Results have no id of their own and never change places
          <Result key={index} row={row} place={index} />
        ))}
      </tbody>
    </table>
  );
}

function Result({ row, place }: { row: LabResultPartFragment; place: number }) {
  const { t, number, say } = useLocale();
  const { patientId = '', entryId = '' } = useRoute().params;
  const { code, name, value, valueText, unit, method, device } = row;
  const norm = normOf(row);
  const reference = referenceText(row, t, number);
  return (
    <tr>
      <td>
        <a class={css.touch} href={paths.trend(patientId, entryId, place)}>
          {name ?? code?.display ?? code?.code ?? t('entry.empty')}
        </a>
        <div class={css.small}>{[code?.code, method, device].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        <span class={cells.value}>{value == null ? (valueText ?? t('entry.empty')) : number(value)}</span>{' '}
        {value != null && say(unitName(unit, value))}
      </td>
      <td class={css.small}>
        {[reference, row.referenceText].filter(Boolean).join('; ') || t('lab.noNorm')}
        <NormBand {...row} />
      </td>
      <td>{norm && <NormTag norm={norm} />}</td>
    </tr>
  );
}
