import { useLocale } from '../i18n/locale';
import { INFECTIONS } from '../norm/infections';
import forms from '../ui/forms.module.css';
import { Group } from '../ui/Group';
import type { FieldsProps } from './sheet';
import { texts } from './texts';
import css from './writing.module.css';

/** Against what: of the national schedule and beside it. */
export function Infections({ typed, problem }: FieldsProps) {
  const { say } = useLocale();
  const chosen = (typed['infections'] ?? '').split(',');
  return (
    <Group name="content.infections" label={say(texts.infections)} problem={problem('infections')}>
      <div class={css.choices}>
        {Object.entries(INFECTIONS).map(([code, name]) => (
          <label key={code} class={forms.choice}>
            <input
              type="checkbox"
              name="content.infections"
              value={code}
              defaultChecked={chosen.includes(code)}
            />
            <span>{say(name)}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}
