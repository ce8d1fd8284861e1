import { useAccess, useTreats } from '../../api/viewer';
import type { EntryHeaderFragment } from '../../gen/graphql';
import { type Both, useLocale } from '../../i18n/locale';
import { Card } from '../../ui/Basics';
import { HideOrShow } from './HideOrShow';
import { Lift } from './Lift';
import { Lifted } from './Lifted';
import { texts } from './texts';

export interface HidingProps {
  readonly patientId: string;
  readonly entry: Pick<EntryHeaderFragment, 'id' | 'hiding'>;
  /** Reads the entry anew. */
  readonly again: () => void;
}

type State = EntryHeaderFragment['hiding']['state'];

const TO_TEEN: Record<State, Both | undefined> = {
  NOT_OFFERED: undefined,
  SHOWN: texts.shown,
  HIDDEN: texts.hidden,
  WITH_ANOTHER: texts.withAnother,
  LIFTED: texts.lifted,
};
const TO_DOCTOR: Record<State, Both | undefined> = {
  NOT_OFFERED: undefined,
  SHOWN: undefined,
  HIDDEN: texts.toDoctor,
  WITH_ANOTHER: texts.withAnotherToDoctor,
  LIFTED: texts.liftedToDoctor,
};

/** Who sees the entry: the teenager hides it from parents, a doctor lifts that for a threat to life. */
export default function Hiding({ patientId, entry, again }: HidingProps) {
  const { say } = useLocale();
  const teen = useAccess(patientId).some(({ standing }) => standing === 'SELF_TEEN');
  const treats = useTreats(patientId);
  const { state } = entry.hiding;
  const said = (teen ? TO_TEEN : TO_DOCTOR)[state];
  if (!said) return null;
  return (
    <Card title={say(texts.title)}>
      <p>{say(said)}</p>
      {teen && <HideOrShow patientId={patientId} entryId={entry.id} state={state} again={again} />}
      {!teen && treats && state === 'HIDDEN' && <Lift entryId={entry.id} again={again} />}
      {state === 'LIFTED' && <Lifted entryId={entry.id} />}
    </Card>
  );
}
