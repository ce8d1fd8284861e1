import { useMemo } from 'preact/hooks';
import { qr } from './qr';

/** Dark on light in every theme: readers expect it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { side, path } = useMemo(() => qr(text), [text]);
  return (
    <svg width={220} height={220} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} rx={2} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
