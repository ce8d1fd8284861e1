import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import ui from '../../ui/ui.module.css';
import { texts } from './texts';

/** What else there is to do with services: follow one's complaints. */
export function Beside({ patientId }: { patientId: string }) {
  const { say } = useLocale();
  return (
    <Card>
      <a class={ui.touch} href={paths.complaints(patientId)}>
        {say(texts.complaints)}
      </a>
    </Card>
  );
}
