import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { NormTag } from '../../norm/NormTag';
import { normOf } from '../../norm/norm';
import { referenceText } from '../../norm/reference';
import { unitName } from '../../norm/units';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import { Missing } from '../../ui/Hidden';
import css from '../../ui/ui.module.css';
import type { TrendPoint } from './period';
import { texts } from './texts';
import own from './trend.module.css';

interface Props {
  readonly patientId: string;
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
}

/** The same as the picture, in figures; the newest first. */
export function TrendTable({ patientId, points }: Props) {
  const { t, say } = useLocale();
  if (!points.length) return null;
  return (
    <Card
      title={say(texts.results)}
      aside={<span class={css.small}>{t('record.entries', { n: points.length })}</span>}
    >
      <table class={`${cells.table} ${own.values}`}>
        <thead>
          <tr>
            <th scope="col">{t('viewers.when')}</th>
            <th scope="col">{t('lab.value')}</th>
            <th scope="col">{t('lab.against')}</th>
            <th scope="col">{t('entry.where')}</th>
            <th scope="col">{t('entry.who')}</th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map((point, index) => (
            // Values never change places
            <Line key={index} patientId={patientId} point={point} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Line({ patientId, point }: { patientId: string; point: TrendPoint }) {
  const { t, say, number, date } = useLocale();
  const { value, valueText, unit, organization, author, reportId } = point;
  const norm = normOf(point);
  const range = referenceText(point, t, number) ?? point.referenceText;
  return (
    <tr>
      <td>
        <a class={css.touch} href={paths.entry(patientId, 'LAB_REPORTS', reportId)}>
          <time dateTime={point.date}>{date(point.date)}</time>
        </a>
      </td>
      <td>
        <span class={cells.value}>{valueText ?? (value == null ? t('entry.empty') : number(value))}</span>{' '}
        {value != null && say(unitName(unit, value))}
      </td>
      <td>
        {norm && <NormTag norm={norm} />}
        <div class={css.small}>{range ? say(texts.range, { norm: range }) : t('lab.noNorm')}</div>
      </td>
      <td>
        {organization ? (
          glue(organization.shortName ?? organization.name)
        ) : (
          <Missing field="LabTrendPoint.organization" />
        )}
      </td>
      <td>{author ? author.fullName : <Missing field="LabTrendPoint.author" />}</td>
    </tr>
  );
}
