import type { ExtractLineFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { EVENTS } from '../i18n/paper';
import cells from '../ui/cells.module.css';
import forms from '../ui/forms.module.css';
import { texts } from './texts';

/** The steps so far, folded: what is now stands above. */
export function History({ steps }: { steps: ExtractLineFragment['steps'] }) {
  const { say, dateTime } = useLocale();
  return (
    <details class={forms.fold}>
      <summary>{say(texts.history)}</summary>
      <ul class={cells.bullets}>
        {steps.map(({ at, event }) => (
          <li key={event}>
            {say(EVENTS[event])} — <time dateTime={at}>{dateTime(at)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}
