import type { Point } from '../../chart/series';
import { sideOf } from '../../chart/trend';
import { useLocale } from '../../i18n/locale';
import { referenceText } from '../../norm/reference';
import { INTERPRETATION } from '../../norm/words';
import { texts } from './texts';
import own from './trend.module.css';

const SHAPES = [
  ['low', '▼', 'LOW'],
  ['high', '▲', 'HIGH'],
  ['other', '◆', 'ABNORMAL'],
] as const;

/** What band and shapes mean, as far as they are on the picture. */
export function Legend({ points }: { points: readonly Point[] }) {
  const { t, say, number } = useLocale();
  const ranges = points.map(({ low, high }) =>
    referenceText({ referenceLow: low ?? null, referenceHigh: high ?? null }, t, number),
  );
  const [norm, ...others] = new Set(ranges.filter((range) => range !== undefined));
  return (
    <ul class={own.legend}>
      {norm && (
        <li>
          <i class={own.swatch} />
          {others.length ? say(texts.changing) : say(texts.range, { norm })}
        </li>
      )}
      {SHAPES.filter(([side]) => points.some((point) => sideOf(point.norm) === side)).map(
        ([side, shape, word]) => (
          <li key={side} class={own.outName}>
            <span aria-hidden="true">{shape}</span> {say(INTERPRETATION[word])}
          </li>
        ),
      )}
      {points.some(({ beyond }) => beyond) && (
        <li>
          <span aria-hidden="true">○</span> {say(texts.beyond)}
        </li>
      )}
    </ul>
  );
}
