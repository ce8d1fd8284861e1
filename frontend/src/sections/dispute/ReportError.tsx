import { useIsPatientSide } from '../../api/viewer';
import type { Section } from '../../gen/graphql';
import { type Both, useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import ui from '../../ui/ui.module.css';

const REPORT: Both = ['Сообщить об ошибке', 'Report an error'];
const HINT: Both = [
  'Не было такого приёма, лишние данные или другой диагноз? Страховая проверит, а клиника исправит.',
  'No such visit, data that should not be there, another diagnosis? The insurer checks, the clinic corrects.',
];
/** What a family wrote it corrects itself. */
const OWN_WORDS: ReadonlySet<Section> = new Set(['HEALTH_DIARY', 'CHILD_DATA']);

export interface ReportErrorProps {
  readonly patientId: string;
  readonly section: Section;
  readonly entryId: string;
}

/** The way from an entry to a complaint about it, for the patient and representatives. */
export default function ReportError({ patientId, section, entryId }: ReportErrorProps) {
  const { say } = useLocale();
  const complains = useIsPatientSide(patientId);
  if (!complains || OWN_WORDS.has(section)) return null;
  return (
    <Card>
      <p>{say(HINT)}</p>
      <p>
        <a class={ui.touch} href={paths.dispute(patientId, section, entryId)}>
          {say(REPORT)}
        </a>
      </p>
    </Card>
  );
}
