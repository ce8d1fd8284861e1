import type { ComponentChildren } from 'preact';
import css from './notice.module.css';

type Tone = 'info' | 'warn' | 'good';
const TONES = { info: css.info, warn: css.warnNotice, good: css.goodNotice };

/** A few words above the rest of a page: where things stand, or what has just been done. */
export function Notice({
  tone = 'info',
  live,
  children,
}: {
  tone?: Tone;
  live?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={`${css.notice} ${TONES[tone]}`} role={live ? 'status' : undefined}>
      {children}
    </div>
  );
}
