import { useLocale } from '../../../i18n/locale';
import { Card } from '../../../ui/Basics';
import { Notice } from '../../../ui/Notice';
import { Due } from '../../Due';
import { texts as shared } from '../../texts';
import { STATES } from '../../words';
import { texts as about } from '../texts';
import { type CaseProps, Decision } from './Decision';
import { Next } from './Next';
import { REASONS } from './words';

/** What stands beside the evidence: an appeal, the term, the decision, and after it the next request. */
export default function Side({ found, ...rest }: CaseProps) {
  const { say } = useLocale();
  const { state, decision, appealText, dueAt, overdue, workingDaysLeft } = found;
  const open = state === 'MANUAL_REVIEW';
  const told =
    decision && [decision.reason && `${say(REASONS[decision.reason])}.`, decision.text].filter(Boolean);
  return (
    <>
      {!open && decision && <Next state={state} />}
      {appealText && (
        <Notice tone="warn">
          <p>
            <b>{say(shared.appealed)}:</b> {appealText}
          </p>
          {open && told && (
            <p>
              {say(about.before)} {told.join(' ')}
            </p>
          )}
        </Notice>
      )}
      {open ? (
        <Decision found={found} {...rest} />
      ) : (
        <Card title={say(STATES[state] ?? shared.work)}>
          <p>{decision ? told?.join(' ') : say(about.notYet)}</p>
        </Card>
      )}
      <Card title={say(shared.due)}>
        <Due at={dueAt} overdue={overdue} left={workingDaysLeft} />
      </Card>
    </>
  );
}
