import { useLocale } from '../i18n/locale';
import { Button } from './Basics';
import { texts } from './texts';

/** Paper for a doctor: the print styles leave the rest of the page out. */
export function PrintButton() {
  const { say } = useLocale();
  return (
    <Button quiet onClick={() => print()}>
      {say(texts.print)}
    </Button>
  );
}
