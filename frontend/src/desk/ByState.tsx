import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Both } from '../i18n/locale';
import { useLocale } from '../i18n/locale';
import { Segments } from '../ui/Segments';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

interface ByStateProps<State extends string> {
  /** In the order of need: a desk begins with the first. */
  readonly states: readonly (readonly [state: State, name: Both])[];
  readonly children: (state: State) => ComponentChildren;
}

/** What lies on a desk, one state at a time. */
export function ByState<State extends string>({ states, children }: ByStateProps<State>) {
  const { say } = useLocale();
  const [chosen, choose] = useState<State>();
  const state = chosen ?? states[0]?.[0];
  if (state === undefined) return null;
  return (
    <div class={ui.stack}>
      <Segments<State>
        label={say(texts.filter)}
        options={states.map(([one, name]) => [one, say(name)])}
        value={state}
        onChange={choose}
      />
      <div class={ui.column} key={state}>
        {children(state)}
      </div>
    </div>
  );
}
