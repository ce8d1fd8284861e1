import { useTreats } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import css from './record.module.css';
import { texts } from './texts';

/** What a treating doctor writes into the record; nobody else has these ways. */
export function WriteLinks({ patientId }: { patientId: string }) {
  const { say } = useLocale();
  if (!useTreats(patientId)) return null;
  return (
    <nav class={css.write} aria-label={say(texts.writeLabel)}>
      <a href={paths.sign(patientId, 'protocol')}>{say(texts.writeProtocol)}</a>
      <a href={paths.sign(patientId, 'labs')}>{say(texts.writeLabs)}</a>
      <a href={paths.sign(patientId, 'vaccination')}>{say(texts.writeVaccination)}</a>
      <a href={paths.sign(patientId, 'exemption')}>{say(texts.writeExemption)}</a>
      <a href={paths.sign(patientId, 'referral')}>{say(texts.writeReferral)}</a>
      <a href={paths.release(patientId)}>{say(texts.release)}</a>
    </nav>
  );
}
