import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

interface Props {
  readonly patientId: string;
  readonly grants: readonly { readonly patientId: string; readonly policyEndsOn?: string | null }[];
}

/** The policy that opens the record ends soon: after a move it would be of a region that does not (PAP-09). */
export function PolicyNotice({ patientId, grants }: Props) {
  const { say, date } = useLocale();
  const day = grants.find((grant) => grant.patientId === patientId && grant.policyEndsOn)?.policyEndsOn;
  if (!day) return null;
  return (
    <Notice tone="warn">
      <p>{say(texts.policyEnds, { date: date(day) })}</p>
      <p>
        <a class={ui.touch} href={paths.takeAway(patientId)}>
          {say(texts.policyTake)}
        </a>
      </p>
    </Notice>
  );
}
