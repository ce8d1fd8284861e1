import type { ComponentChildren } from 'preact';
import type { Section } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import forms from './forms.module.css';
import { Group } from './Group';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly problem?: string | undefined;
  readonly sections: readonly { readonly section: Section }[];
  /** What may be ticked before them. */
  readonly children?: ComponentChildren;
}

/** Sections of a record, each to be ticked. */
export function SectionChecks({ label, hint, problem, sections, children }: Props) {
  const { t } = useLocale();
  return (
    <Group name="sections" label={label} hint={hint} problem={problem}>
      {children}
      {sections.map(({ section }) => (
        <label key={section} class={forms.choice}>
          <input type="checkbox" name="sections" value={section} />
          <span>{t(`section.${section}`)}</span>
        </label>
      ))}
    </Group>
  );
}

/** Those that are ticked. */
export const tickedSections = (form: HTMLFormElement): Section[] =>
  new FormData(form).getAll('sections').map(String) as Section[];
