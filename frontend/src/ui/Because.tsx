import { deniedBecause } from '../i18n/denied/denied';
import { helpFor } from '../i18n/help/help';
import { useLocale } from '../i18n/locale';
import forms from './forms.module.css';

/** Why a record is not open to the reader, what to do, and the page where it can be done. */
export function Because({ reason }: { reason: string }) {
  const { t, say } = useLocale();
  const because = deniedBecause(reason, say);
  const help = helpFor(reason);
  return (
    <>
      <p>{because?.why ?? t('state.deniedText')}</p>
      {because && <p>{because.next}</p>}
      {help && (
        <a class={forms.button} href={help.href}>
          {say(help.text)}
        </a>
      )}
    </>
  );
}
