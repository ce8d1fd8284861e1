import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import css from './chart.module.css';
import { bandsOf, type Frame, labelled, namedDays, type Scale, scaleOf } from './scale';
import type { Point } from './series';
import { sideOf } from './trend';

interface Props {
  /** Of one unit; blood pressure has two lines. */
  readonly lines: readonly (readonly Point[])[];
  /** The same in words. */
  readonly summary: string;
  readonly small?: boolean;
}

/** Values over time with the norm behind them. Whatever it shows stands in a table beside it as well. */
export function TrendChart({ lines, summary, small = false }: Props) {
  const [box, width] = useWidth();
  const { number, language } = useLocale();
  const points = lines.flat();
  const last = points.at(-1);
  if (!last) return null;
  const frame: Frame = { width, height: small ? 150 : 250, left: 58, right: 34, top: 34, bottom: 52 };
  const scale = scaleOf(points, frame);
  const [main = []] = lines;
  const bands = bandsOf(main, scale, frame);
  const days = namedDays(points, scale, 84);
  const shown = labelled(points, scale, isOut);
  return (
    <div ref={box} class={css.chart}>
      <svg viewBox={`0 0 ${width} ${frame.height}`} height={frame.height} role="img" aria-label={summary}>
        {bands.map(({ x, width: wide, top, bottom }) => (
          <rect key={x} class={css.band} x={x} y={top} width={wide} height={Math.max(0, bottom - top)} />
        ))}
        {bands.map(({ x, width: wide, ...band }) =>
          (['high', 'low'] as const).map((bound) => {
            const value = band[bound];
            if (value === undefined || value < scale.domain[0] || value > scale.domain[1]) return null;
            const y = scale.y(value);
            return <line key={`${x} ${bound}`} class={css.bound} x1={x} x2={x + wide} y1={y} y2={y} />;
          }),
        )}
        <Bounds point={main.at(-1)} scale={scale} />
        {lines.map((line, index) => (
          // Lines have no name of their own and never change places
          <Line key={index} points={line} scale={scale} />
        ))}
        {points.map((point, index) => (
          // Points stand in the order of time
          <Marker key={index} point={point} scale={scale}>
            {shown.has(point) && `${point.beyond ?? ''}${number(point.value)}`}
          </Marker>
        ))}
        {days.map((at) => (
          <text key={at} class={css.tick} x={scale.x(at)} y={frame.height - 8} text-anchor="middle">
            {dayName(at, language)}
          </text>
        ))}
      </svg>
    </div>
  );
}

export const isOut = ({ norm }: Point): boolean => sideOf(norm) !== undefined;

/** The bounds of the newest norm, where they are on the drawing. */
function Bounds({ point, scale }: { point: Point | undefined; scale: Scale }) {
  const { number } = useLocale();
  const [least, greatest] = scale.domain;
  const inside = [point?.low, point?.high].filter(
    (bound) => bound !== undefined && bound >= least && bound <= greatest,
  );
  return (
    <>
      {inside.map((bound = 0) => (
        <text key={bound} class={css.boundName} x="34" y={scale.y(bound) + 4} text-anchor="end">
          {number(bound)}
        </text>
      ))}
    </>
  );
}

/** Straight from value to value; what lies beyond a bound of the method breaks the line. */
function Line({ points, scale }: { points: readonly Point[]; scale: Scale }) {
  const path = points
    .map(({ at, value, beyond }, index) => {
      const joined = index > 0 && !beyond && !points[index - 1]?.beyond;
      return `${joined ? 'L' : 'M'}${scale.x(at).toFixed(1)},${scale.y(value).toFixed(1)}`;
    })
    .join('');
  return <path class={css.line} d={path} />;
}

const SHAPES = { low: 'M-7-5h14l-7 12z', high: 'M-7 5h14l-7-12z', other: 'M0-7 7 0 0 7-7 0z' } as const;

/** In the norm a dot; below it a triangle down, above it one up: the shape says so without the colour. */
function Marker({ point, scale, children }: { point: Point; scale: Scale; children: ComponentChildren }) {
  const side = sideOf(point.norm);
  const [x, y] = [scale.x(point.at), scale.y(point.value)];
  const kind = [side ? css.out : css.in, point.beyond && css.hollow].filter(Boolean).join(' ');
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} class={kind}>
      {side ? <path d={SHAPES[side]} /> : <circle r="5" />}
      {children && (
        <text y={side === 'low' ? 24 : -13} text-anchor="middle">
          {children}
        </text>
      )}
    </g>
  );
}

/** «18 ноя 26»: short enough to stand below a point. */
const dayName = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: '2-digit',
    timeZone: 'Europe/Moscow',
  })
    .formatToParts(at)
    .map(({ type, value }) => (type === 'literal' ? '\u00a0' : value.replace('.', '').slice(0, 3)))
    .join('')
    .trim()
    .replace(/\D+$/, '');

/** The width that there is, so that letters keep their size on a phone. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => element.clientWidth && setWidth(Math.max(240, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
