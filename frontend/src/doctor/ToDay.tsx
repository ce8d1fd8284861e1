import { deskRoutes } from '../deskPaths';
import { useLocale } from '../i18n/locale';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

/** The way back to the doctor's day. */
export function ToDay() {
  const { say } = useLocale();
  return (
    <p>
      <a class={ui.touch} href={deskRoutes.doctor}>
        {say(texts.back)}
      </a>
    </p>
  );
}
