import type { ComponentChildren } from 'preact';
import cells from '../ui/cells.module.css';

/** Labels and values; a line without a value is left out. */
export function Lines({ lines }: { lines: readonly (readonly [label: string, value: ComponentChildren])[] }) {
  return (
    <dl class={cells.facts}>
      {lines
        .filter(([, value]) => value != null && value !== '' && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
