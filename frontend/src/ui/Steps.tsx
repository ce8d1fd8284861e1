import type { ComponentChildren } from 'preact';
import { useLocale } from '../i18n/locale';
import css from './steps.module.css';
import { texts } from './texts';
import ui from './ui.module.css';

export interface StepLine {
  readonly title: string;
  readonly state: 'done' | 'now' | 'ahead' | 'stopped';
  readonly detail?: ComponentChildren;
}

const LOOKS = { done: css.done, now: css.now, ahead: css.ahead, stopped: css.stopped };

/** How far something is: done, now, ahead. Words carry it, the marks only help. */
export function Steps({ steps, label }: { steps: readonly StepLine[]; label: string }) {
  const { say } = useLocale();
  return (
    <ol class={css.steps} aria-label={label}>
      {steps.map(({ title, state, detail }, index) => (
        <li key={title} class={LOOKS[state]} aria-current={state === 'now' ? 'step' : undefined}>
          <i aria-hidden="true">{state === 'done' ? '✓' : state === 'stopped' ? '×' : index + 1}</i>
          <div>
            <b>{title}</b>
            <span class={ui.unseen}> {say(texts[state])}</span>
            {detail && <div class={css.detail}>{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
