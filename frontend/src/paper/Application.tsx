import { graphql } from '../gen/gql';
import type { ApplicationLineFragment } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { KEEPING } from '../i18n/paper';
import { Row, Tag } from '../ui/Basics';
import { texts } from './texts';
import { Withdrawable } from './Withdrawable';

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
  const { id, number, clinic, state, dueAt, mine } = one;
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
          <Withdrawable
            one={one}
            open={state === 'SUBMITTED' || state === 'ACCEPTED'}
            title={texts.stopTitle}
            text={texts.stopText}
            withdraw={(send) => send(WITHDRAW, { input: { id } })}
            again={again}
          />
        </>
      }
    />
  );
}
