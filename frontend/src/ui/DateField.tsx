import { useLocale } from '../i18n/locale';
import forms from './forms.module.css';
import { Group } from './Group';
import { texts } from './texts';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** ISO day. */
  readonly defaultValue?: string | undefined;
  /** `bday` for the reader's own birth date. */
  readonly autoComplete?: 'bday';
}

/** A day that one knows by heart, in three boxes: quicker and surer than a calendar for a birth date. */
export function DateField({ name, label, hint, problem, defaultValue, autoComplete }: Props) {
  const { say } = useLocale();
  const [year = '', month = '', day = ''] = (defaultValue ?? '').split('-');
  const boxes = [
    ['day', say(texts.day), day, 2],
    ['month', say(texts.month), month, 2],
    ['year', say(texts.year), year, 4],
  ] as const;
  return (
    <Group {...{ name, label, problem }} hint={hint ?? say(texts.dateHint)}>
      <div class={forms.date}>
        {boxes.map(([part, title, value, length]) => (
          <label key={part}>
            {title}
            <input
              id={part === 'day' ? name : `${name}-${part}`}
              name={`${name}.${part}`}
              inputMode="numeric"
              maxLength={length}
              defaultValue={value.replace(/^0+/, '')}
              aria-invalid={problem ? true : undefined}
              autoComplete={autoComplete && `${autoComplete}-${part}`}
            />
          </label>
        ))}
      </div>
    </Group>
  );
}
