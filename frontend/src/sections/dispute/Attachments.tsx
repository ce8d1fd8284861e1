import type { EntryHeaderFragment } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { day, type Fact, text } from '../../ui/Facts';
import forms from '../../ui/forms.module.css';
import { Group } from '../../ui/Group';
import type { SectionView } from '../view';
import { attachable, markedAtFirst } from './attachable';
import { texts } from './texts';

const HEADER: Readonly<Record<string, Fact<never>>> = {
  title: text('Название', 'Title'),
  date: day('Дата', 'Date'),
};

/** The fields of the entry that have a value, each to be shown or not; long ones by their name alone. */
export function Attachments({ view, entry }: { view: SectionView; entry: EntryHeaderFragment }) {
  const locale = useLocale();
  const { say } = locale;
  const values = entry as Readonly<Record<string, unknown>>;
  return (
    <Group name="attach" label={say(texts.attach)} hint={say(texts.attachHint)}>
      {attachable(view, entry).map((name, index) => {
        const fact = HEADER[name] ?? view.facts[name];
        if (!fact) return null;
        return (
          <label key={name} class={forms.choice}>
            <input
              type="checkbox"
              name="attach"
              id={index ? `attach-${name}` : 'attach'}
              value={name}
              defaultChecked={markedAtFirst(view, name)}
            />
            <span>
              {glue(say(fact.label))}
              {!fact.wide && (
                <span class={forms.hint}>{fact.show(values[name] as never, locale, values)}</span>
              )}
            </span>
          </label>
        );
      })}
    </Group>
  );
}
