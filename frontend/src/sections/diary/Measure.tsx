import { seriesOf } from '../../chart/series';
import { TrendChart } from '../../chart/TrendChart';
import { graphql } from '../../gen/gql';
import type { DiaryMeasure, DiaryReadingFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { unitName } from '../../norm/units';
import { Card } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import forms from '../../ui/forms.module.css';
import css from '../../ui/ui.module.css';
import { MEASURE } from '../measure';
import { texts } from './texts';

graphql(`
  fragment DiaryReading on HealthDiaryEntry { id measure value valueSecond unit measuredAt }
`);

interface Props {
  readonly measure: DiaryMeasure;
  /** The newest first; at least one. */
  readonly readings: readonly DiaryReadingFragment[];
}

/** One kind of measurement: its newest value, its course, and the figures as a table. */
export function Measure({ measure, readings }: Props) {
  const { t, say, number, dateTime, dayOf } = useLocale();
  const [newest] = readings;
  const at = readings.map((reading) => ({ ...reading, at: reading.measuredAt }));
  const first = seriesOf(at);
  const second = seriesOf(at.map((reading) => ({ ...reading, value: reading.valueSecond ?? null })));
  const word = say(MEASURE[measure]);
  const name = word.charAt(0).toUpperCase() + word.slice(1);
  const told = ({ value, valueSecond, unit }: DiaryReadingFragment) =>
    `${[value, valueSecond].flatMap((each) => (each == null ? [] : [number(each)])).join('/')}\u00a0${say(unitName(unit, value))}`;
  if (!newest) return null;
  const summary = say(texts.summary, {
    name,
    from: dayOf(readings.at(-1)?.measuredAt ?? newest.measuredAt),
    to: dayOf(newest.measuredAt),
    value: told(newest),
  });
  return (
    <Card title={name} aside={<b>{told(newest)}</b>}>
      {first.map(({ unit, points }) => (
        <TrendChart
          key={unit ?? ''}
          small
          lines={[points, ...second.filter((each) => each.unit === unit).map((each) => each.points)]}
          summary={summary}
        />
      ))}
      <details class={forms.fold}>
        <summary>{say(texts.table)}</summary>
        <table class={cells.table}>
          <thead>
            <tr>
              <th scope="col">{t('viewers.when')}</th>
              <th scope="col">{t('lab.value')}</th>
            </tr>
          </thead>
          <tbody>
            {readings.map((reading) => (
              <tr key={reading.id}>
                <td class={css.small}>
                  <time dateTime={reading.measuredAt}>{dateTime(reading.measuredAt)}</time>
                </td>
                <td class={cells.value}>{told(reading)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
