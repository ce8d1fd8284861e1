import { seriesOf } from '../../chart/series';
import { TrendChart } from '../../chart/TrendChart';
import { trendOf } from '../../chart/trend';
import { useLocale } from '../../i18n/locale';
import { NormTag } from '../../norm/NormTag';
import { normOf } from '../../norm/norm';
import { referenceText } from '../../norm/reference';
import { unitName } from '../../norm/units';
import { Card, Tag } from '../../ui/Basics';
import { Segments } from '../../ui/Segments';
import { Empty } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { Legend } from './Legend';
import type { Period, TrendPoint } from './period';
import { texts } from './texts';
import own from './trend.module.css';
import { courseOf, normSentence, readingsOf, waySentence } from './words';

interface Props {
  readonly name: string;
  /** Oldest first; at least one. */
  readonly points: readonly TrendPoint[];
  readonly period: Period;
  readonly birthDate: string | undefined;
}

/** The newest value large, then its course. */
export function Course({ name, points, period, birthDate }: Props) {
  const locale = useLocale();
  const { say } = locale;
  const series = seriesOf(readingsOf(period.shown));
  const words = readingsOf(period.shown).length - series.reduce((sum, each) => sum + each.points.length, 0);
  return (
    <Card>
      <Newest points={points} birthDate={birthDate} />
      <Segments
        label={say(texts.period)}
        options={[
          ['half', say(texts.half)],
          ['year', say(texts.year)],
          ['ever', say(texts.ever)],
        ]}
        value={period.length}
        onChange={period.setLength}
      />
      {period.shown.length === 0 && <Empty>{say(texts.nothing)}</Empty>}
      {series.map((each, index) => (
        <div key={each.unit ?? ''}>
          {index > 0 && <p class={css.small}>{say(texts.otherUnit, { unit: say(unitName(each.unit)) })}</p>}
          <TrendChart lines={[each.points]} summary={spoken(name, each, locale)} />
          <Legend points={each.points} />
        </div>
      ))}
      {words > 0 && <p class={css.small}>{say(texts.notDrawn)}</p>}
    </Card>
  );
}

function Newest({ points, birthDate }: Pick<Props, 'points' | 'birthDate'>) {
  const { t, say, number, date, years } = useLocale();
  const last = points.at(-1);
  if (!last) return null;
  const range = referenceText(last, t, number) ?? last.referenceText;
  const age = birthDate && years(birthDate, new Date(`${last.date}T12:00:00+03:00`));
  return (
    <>
      <p class={own.newest}>
        <span class={own.figure}>{last.valueText ?? (last.value == null ? '—' : number(last.value))}</span>
        {last.value != null && <span>{say(unitName(last.unit, last.value))}</span>}
        <Against point={last} points={points} />
      </p>
      <p class={own.when}>
        <time dateTime={last.date}>{date(last.date)}</time>
        {range && ` · ${say(texts.range, { norm: `${range}\u00a0${say(unitName(last.unit))}` })}`}
        {range && age && `, ${say(texts.forAge, { age })}`}
      </p>
    </>
  );
}

/** Arrow, words, and by how much. */
function Against({ point, points }: { point: TrendPoint; points: readonly TrendPoint[] }) {
  const { say, number } = useLocale();
  const norm = normOf(point);
  const trend = courseOf(points)?.trend;
  if (!norm) return null;
  if (trend?.off === undefined || trend.side === 'other' || trend.last?.value !== point.value)
    return <NormTag norm={norm} />;
  const off = number(trend.off);
  return (
    <Tag tone="warn">
      <span aria-hidden="true">{trend.side === 'low' ? '↓' : '↑'}</span>
      {say(trend.side === 'low' ? texts.below : texts.above, { off })}
    </Tag>
  );
}

/** The picture in words. */
function spoken(
  name: string,
  { unit, points }: ReturnType<typeof seriesOf>[number],
  locale: ReturnType<typeof useLocale>,
) {
  const { say, dayOf, number } = locale;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return name;
  const trend = trendOf(points);
  const iso = (at: number) => new Date(at).toISOString();
  const value = `${last.beyond ?? ''}${number(last.value)} ${say(unitName(unit, last.value))}`;
  return [
    say(texts.summary, { name, from: dayOf(iso(first.at)), to: dayOf(iso(last.at)), value }),
    normSentence(trend, locale),
    waySentence(trend, unit, locale),
  ]
    .filter(Boolean)
    .join(' ');
}
