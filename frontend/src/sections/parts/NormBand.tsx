import { isOutOfNorm, type Measured } from '../../norm/norm';
import cells from '../../ui/cells.module.css';

const WIDTH = 96;
const HEIGHT = 12;

/** Where a value lies beside its norm. Decoration: the row says the same in figures and words. */
export function NormBand(measured: Measured) {
  const { value, referenceLow: low, referenceHigh: high } = measured;
  if (value == null || low == null || high == null || high <= low) return null;
  // The norm takes the middle half; a value far outside stays at the edge.
  const at = (x: number) =>
    Math.min(WIDTH - 5, Math.max(5, WIDTH * (0.25 + (0.5 * (x - low)) / (high - low))));
  return (
    <svg
      class={cells.normBand}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <rect class={cells.track} y="4" width={WIDTH} height="4" rx="2" />
      <rect class={cells.norm} x={WIDTH / 4} y="2.5" width={WIDTH / 2} height="7" rx="3.5" />
      <circle class={isOutOfNorm(measured) ? cells.outside : cells.inside} cx={at(value)} cy="6" r="4.5" />
    </svg>
  );
}
