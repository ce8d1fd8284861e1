import { useTreats } from '../api/viewer';
import type { Section } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import ui from '../ui/ui.module.css';
import { texts } from './texts';
import { isKeptByFamily } from './written/writers';

interface Entry {
  readonly id: string;
  /** Of a vaccination. */
  readonly status?: unknown;
}
interface Props {
  readonly patientId: string;
  readonly section: Section;
  readonly entry: Entry;
}

/** Sheets on which doctors correct; what else they wrote elsewhere is corrected where it came from. */
function sheetOf(section: Section, { status }: Entry) {
  if (section === 'EXAMINATION_PROTOCOLS') return 'protocol';
  if (section === 'LAB_REPORTS') return 'labs';
  if (section !== 'VACCINATIONS') return undefined;
  return status === 'DONE' ? 'vaccination' : status === 'EXEMPT' ? 'exemption' : undefined;
}
const CORRECT = {
  protocol: texts.correct,
  labs: texts.correctLabs,
  vaccination: texts.correctVaccination,
  exemption: texts.correctExemption,
};
/** What no doctor writes by hand. */
const FOREIGN: ReadonlySet<Section> = new Set<Section>(['AMBULANCE_CALLS', 'RENDERED_SERVICES']);

/** What a treating doctor does with an entry of their own; the server knows whose it is. */
export function OwnActs({ patientId, section, entry }: Props) {
  const { say } = useLocale();
  const treats = useTreats(patientId);
  if (!treats || isKeptByFamily(section) || FOREIGN.has(section)) return null;
  const sheet = sheetOf(section, entry);
  return (
    <p class={ui.actions}>
      {sheet && (
        <a class={ui.touch} href={paths.sign(patientId, sheet, entry.id)}>
          {say(CORRECT[sheet])}
        </a>
      )}
      <a class={ui.touch} href={paths.misplaced(patientId, entry.id)}>
        {say(texts.misplaced)}
      </a>
      <a class={ui.touch} href={paths.withdraw(patientId, entry.id)}>
        {say(texts.withdraw)}
      </a>
    </p>
  );
}
