import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import type { Dates } from '../../ui/DateFilter';
import { Download } from '../../ui/Download';
import ui from '../../ui/ui.module.css';
import { texts } from './texts';

/** What else there is to do with services: take a certificate of the period along (SVC-04), follow one's complaints. */
export function Beside({ patientId, dates }: { patientId: string; dates: Dates }) {
  const { say, language } = useLocale();
  const { from = '', to = '' } = dates;
  return (
    <Card>
      <p>
        <Download href={paths.serviceCertificate(patientId, language, { from, to })}>
          {say(texts.certificate)}
        </Download>
      </p>
      <p>
        <a class={ui.touch} href={paths.complaints(patientId)}>
          {say(texts.complaints)}
        </a>
      </p>
    </Card>
  );
}
