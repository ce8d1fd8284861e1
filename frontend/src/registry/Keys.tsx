import { useLocale } from '../i18n/locale';
import css from './registry.module.css';
import { texts } from './texts';

interface Props {
  readonly keys: { readonly on: boolean; readonly toggle: () => void };
  readonly legend: readonly (readonly [key: string, text: string])[];
}

/** What the keys do, in sight, and a way to be rid of them. */
export function Keys({ keys: { on, toggle }, legend }: Props) {
  const { say } = useLocale();
  return (
    <p class={css.keys}>
      {on &&
        legend.map(([key, text]) => (
          <span key={key}>
            <kbd>{key}</kbd> {text}
          </span>
        ))}
      <button type="button" onClick={toggle}>
        {say(on ? texts.keysOff : texts.keysOn)}
      </button>
    </p>
  );
}
