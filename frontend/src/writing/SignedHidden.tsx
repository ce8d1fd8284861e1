import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

/** It is signed, and opens for a stated reason alone, to its author too. */
export function SignedHidden({ patientId }: { patientId: string }) {
  const { say } = useLocale();
  return (
    <Notice tone="good" live>
      <p>
        {say(texts.signed)} {say(texts.signedHidden)}
      </p>
      <p>
        <a class={ui.touch} href={paths.record(patientId)}>
          {say(texts.back)}
        </a>
      </p>
    </Notice>
  );
}
