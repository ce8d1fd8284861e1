/** Stroke paths on a 24 × 24 grid. */
const PATHS = {
  home: 'm3 11 9-8 9 8M5 10v10h14V10',
  flask: 'M9 3h6M10 3v6l-5.2 9.2A2 2 0 0 0 6.5 21h11a2 2 0 0 0 1.7-2.8L14 9V3M7.5 15h9',
  syringe:
    'm18 2 4 4M17 7l3-3M19 9 8.7 19.3a2.4 2.4 0 0 1-3.4 0l-.6-.6a2.4 2.4 0 0 1 0-3.4L15 5M9 11l4 4M5 19l-3 3',
  page: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M9 13h6M9 17h4',
  eye: 'M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  lock: 'M7 11h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2M8 11V7a4 4 0 0 1 8 0v4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  scan: 'M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3M7 12h10',
  bed: 'M3 20V5M3 16h18v4M21 16v-3a4 4 0 0 0-4-4h-6v7M7 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  heart: 'M12 20s-8-4.6-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.4 12 20 12 20z',
  child: 'M12 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8M5 21a7 7 0 0 1 14 0',
  truck:
    'M3 6h11v11H3zM14 10h4l3 3v4h-7M7 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M17 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M8.5 8.5v5M6 11h5',
  calendar: 'M5 5h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2M3 10h18M8 3v4M16 3v4',
  pill: 'm10.5 20.5 10-10a4.95 4.95 0 0 0-7-7l-10 10a4.95 4.95 0 0 0 7 7M8.5 8.5l7 7',
  check: 'm4 12 5 5L20 6',
  coin: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M10 17V7h3.5a2.5 2.5 0 0 1 0 5H8.5M8.5 14.5H13',
  arrow: 'm9 5 7 7-7 7',
  warning: 'M12 3 2 20h20zM12 10v4M12 17h.01',
  bell: 'M18 16v-5a6 6 0 0 0-12 0v5l-2 2h16zM10 21h4',
  cloud: 'M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 8.5a4.8 4.8 0 0 1 1.5 9M3 3l18 18',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside a text: never the only carrier of a meaning. */
export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
