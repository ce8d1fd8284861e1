import { graphql } from '../gen/gql';
import type { ApplicationLineFragment } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { KEEPING, REASONS } from '../i18n/paper';
import { Row, Tag } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import { useForm } from '../ui/useForm';
import { History } from './History';
import { texts } from './texts';

graphql(`
  fragment ApplicationLine on PaperApplication {
    id number clinic state dueAt reason answer mine
    steps { at event }
  }
`);
const WITHDRAW = graphql(`
  mutation WithdrawPaperApplication($input: WithdrawPaperApplicationInput!) {
    withdrawPaperApplication(input: $input) { application { id state } userErrors { field code message } }
  }
`);

/** One application to one clinic. */
export function Application({ one, again }: { one: ApplicationLineFragment; again: () => void }) {
  const { say, dayOf } = useLocale();
  const { problems, busy, send } = useForm();
  const { id, number, clinic, state, dueAt, reason, answer, mine } = one;
  const withdraw = async () => {
    if (await send(WITHDRAW, { input: { id } })) again();
  };
  return (
    <Row
      title={glue(clinic)}
      aside={<Tag tone={state === 'ACCEPTED' ? 'good' : 'plain'}>{say(KEEPING[state])}</Tag>}
      detail={
        <>
          <p>
            {[
              say(texts.numbered, { number }),
              dueAt && say(texts.answerBy, { date: dayOf(dueAt) }),
              !mine && say(texts.notMine),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {reason && (
            <p>
              <b>{say(REASONS[reason])}.</b> {answer}
            </p>
          )}
          <History steps={one.steps} />
          <ErrorSummary problems={problems} />
          {(state === 'SUBMITTED' || state === 'ACCEPTED') && (
            <Confirm
              label={say(texts.withdraw)}
              title={say(texts.stopTitle)}
              confirm={say(texts.withdraw)}
              busy={busy}
              onConfirm={withdraw}
            >
              <p>{say(texts.stopText)}</p>
            </Confirm>
          )}
        </>
      }
    />
  );
}
