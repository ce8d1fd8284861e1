import { useLocale } from '../../i18n/locale';
import { paths, SECTIONS } from '../../paths';
import { DateFilter } from '../../ui/DateFilter';
import { Field } from '../../ui/Field';
import forms from '../../ui/forms.module.css';
import type { Chosen } from './Months';
import { texts } from './texts';

interface Props {
  readonly patientId: string;
  readonly chosen: Chosen;
  readonly onSearch: (words: string) => void;
}

/** Sections, days and words that narrow the timeline. */
export function Filter({ patientId, chosen, onSearch }: Props) {
  const { t, say } = useLocale();
  const { sections, search, ...dates } = chosen;
  const href: Parameters<typeof DateFilter>[0]['href'] = (days, form) => {
    if (form) onSearch(String(form.get('search') ?? '').trim());
    return paths.timeline(patientId, { ...days, sections: SECTIONS.filter((section) => form?.has(section)) });
  };
  return (
    <DateFilter
      title={say(texts.filter)}
      dates={dates}
      href={href}
      more={sections.length > 0 || search !== ''}
      onReset={() => onSearch('')}
    >
      <Field
        name="search"
        type="search"
        label={say(texts.search)}
        hint={say(texts.searchHint)}
        autoComplete="off"
        defaultValue={search}
      />
      <fieldset class={forms.field}>
        <legend>{say(texts.sections)}</legend>
        {SECTIONS.map((section) => (
          <label key={section} class={forms.choice}>
            <input type="checkbox" name={section} defaultChecked={sections.includes(section)} />
            {t(`section.${section}`)}
          </label>
        ))}
      </fieldset>
    </DateFilter>
  );
}
