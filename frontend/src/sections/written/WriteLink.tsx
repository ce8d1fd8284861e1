import type { Section } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import forms from '../../ui/forms.module.css';
import { useMayWrite } from './writers';

/** The way to a new entry, for who may write one. */
export function WriteLink({ patientId, section }: { patientId: string; section: Section }) {
  const { say } = useLocale();
  if (!useMayWrite(patientId, section)) return null;
  return (
    <a class={forms.button} href={paths.write(patientId, section)}>
      {say(['Добавить запись', 'Add an entry'])}
    </a>
  );
}
