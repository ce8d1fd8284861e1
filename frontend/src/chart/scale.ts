import type { Point } from './series';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
export interface Scale {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly domain: readonly [low: number, high: number];
}
/** The norm that held around one or more values: a rectangle on the drawing; a bound outside of it has no line. */
export interface Band {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * From the least to the greatest value, and the bounds of the norm that lie no farther from them than they from each other;
 * the nearest bound always. So neither the norm's far end nor a single value leaves the drawing empty. Pure.
 */
export function domainOf(points: readonly Point[]): readonly [number, number] {
  const values = points.map(({ value }) => value);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const bounds = points.flatMap(({ low, high }) => [low, high]).filter((bound) => bound !== undefined);
  const away = (bound: number) => Math.max(0, least - bound, bound - greatest);
  const reach = Math.max(greatest - least, Math.min(...bounds.map(away)));
  const near = bounds.filter((bound) => away(bound) <= reach);
  const [low, high] = [Math.min(least, ...near), Math.max(greatest, ...near)];
  if (low < high) return [low, high];
  const room = Math.abs(low) * 0.1 || 1;
  return [low - room, high + room];
}

/** Time goes by its own distance; one moment alone stands in the middle. Pure. */
export function scaleOf(points: readonly Point[], frame: Frame): Scale {
  const times = points.map(({ at }) => at);
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const domain = domainOf(points);
  const [low, high] = domain;
  const across = frame.width - frame.left - frame.right;
  const down = frame.height - frame.top - frame.bottom;
  return {
    domain,
    x: (at) => frame.left + (end > start ? ((at - start) / (end - start)) * across : across / 2),
    y: (value) => frame.height - frame.bottom - ((value - low) / (high - low)) * down,
  };
}

/** The norm at each point, up to half-way to its neighbours; equal neighbours share one. Pure. */
export function bandsOf(points: readonly Point[], scale: Scale, frame: Frame): Band[] {
  const [ceiling, floor] = [frame.top - 18, frame.height - frame.bottom + 18];
  const clamp = (y: number) => Math.min(floor, Math.max(ceiling, y));
  const bands: Band[] = [];
  points.forEach(({ at, low, high }, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    const x = before ? scale.x((before.at + at) / 2) : frame.left - 16;
    const end = after ? scale.x((at + after.at) / 2) : frame.width - frame.right + 16;
    if (low === undefined && high === undefined) return;
    const last = bands.at(-1);
    if (last && last.low === low && last.high === high && last.x + last.width >= x - 0.5) {
      bands[bands.length - 1] = { ...last, width: end - last.x };
      return;
    }
    bands.push({
      x,
      width: end - x,
      top: high === undefined ? ceiling : clamp(scale.y(high)),
      bottom: low === undefined ? floor : clamp(scale.y(low)),
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    });
  });
  return bands;
}

/** Days of measurements to name below the drawing: the newest first, and of the others those that have room. Pure. */
export function namedDays(points: readonly Point[], scale: Scale, room: number): number[] {
  const named: number[] = [];
  for (const { at } of [...points].sort((a, b) => b.at - a.at))
    if (named.every((other) => Math.abs(scale.x(other) - scale.x(at)) >= room)) named.push(at);
  return named;
}

/** Which points have room for their figure: the newest first, then those out of norm, then the others. Pure. */
export function labelled(
  points: readonly Point[],
  scale: Scale,
  isOut: (point: Point) => boolean,
): Set<Point> {
  const [newest, ...older] = [...points].reverse();
  const placed: Point[] = [];
  const order = newest ? [newest, ...older.filter(isOut), ...older.filter((each) => !isOut(each))] : [];
  const near = (a: Point, b: Point) =>
    Math.abs(scale.x(a.at) - scale.x(b.at)) < 36 && Math.abs(scale.y(a.value) - scale.y(b.value)) < 40;
  for (const point of order) if (!placed.some((each) => near(each, point))) placed.push(point);
  return new Set(placed);
}
