import { useLocale } from '../i18n/locale';
import { Field } from '../ui/Field';
import { Group } from '../ui/Group';
import { texts } from './texts';
import { LOWER, VITALS } from './words';
import css from './writing.module.css';

interface Props {
  readonly text: (name: string) => string;
  readonly problem: (name: string) => string | undefined;
}

/** What was measured; an empty box was not. */
export function Vitals({ text, problem }: Props) {
  const { say } = useLocale();
  const box = (place: number, label: string) => (
    <Field
      key={place}
      name={`content.vitals.${place}`}
      label={label}
      inputMode="decimal"
      maxLength={6}
      autoComplete="off"
      defaultValue={text(`vitals.${place}`)}
      problem={problem(`vitals.${place}`)}
    />
  );
  return (
    <div id="content.vitalSigns" tabIndex={-1}>
      <Group name="vitals" label={say(texts.vitals)} problem={problem('vitalSigns')}>
        <div class={css.two}>
          {VITALS.map((one, place) => [
            box(place, say(one.label)),
            'second' in one && box(LOWER, say(one.second)),
          ])}
        </div>
      </Group>
    </div>
  );
}
