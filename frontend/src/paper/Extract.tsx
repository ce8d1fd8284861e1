import { graphql } from '../gen/gql';
import type { ExtractLineFragment, ExtractState } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { PURPOSES, periodOf, STATES } from '../i18n/paper';
import { Row, Tag, type Tone } from '../ui/Basics';
import { texts } from './texts';
import { Withdrawable } from './Withdrawable';

graphql(`
  fragment ExtractLine on PaperExtract {
    id number clinic address phone purpose sections coversFrom coversUntil pickup fetchedBy state dueAt reason answer
    steps { at event }
  }
`);
const WITHDRAW = graphql(`
  mutation WithdrawPaperExtract($input: WithdrawPaperExtractInput!) {
    withdrawPaperExtract(input: $input) { extract { id state } userErrors { field code message } }
  }
`);

const TONES: Partial<Record<ExtractState, Tone>> = { READY: 'good', DECLINED: 'warn', EXPIRED: 'warn' };
const UNDER_WAY: ReadonlySet<ExtractState> = new Set(['ORDERED', 'IN_WORK', 'READY']);

/** One order: what it is, where it is now, by when, and what the clinic said. */
export function Extract({ one, again }: { one: ExtractLineFragment; again: () => void }) {
  const { say, t, date, dayOf } = useLocale();
  const { id, number, clinic, address, phone, state, dueAt, fetchedBy } = one;
  const names = one.sections?.map((section) => t(`section.${section}`)).join(', ');
  const days = periodOf(one, date);
  const term = dueAt && say(state === 'READY' ? texts.fetchBy : texts.madeBy, { date: dayOf(dueAt) });
  return (
    <Row
      title={say(PURPOSES[one.purpose])}
      aside={<Tag tone={TONES[state] ?? 'plain'}>{say(STATES[state])}</Tag>}
      detail={
        <>
          <p>{[say(texts.numbered, { number }), glue(clinic), term].filter(Boolean).join(' · ')}</p>
          {(names || days) && <p>{[names, days].filter(Boolean).join(' · ')}</p>}
          {state === 'READY' && (address || phone) && <p>{[address, phone].filter(Boolean).join(' · ')}</p>}
          {fetchedBy && <p>{say(texts.comes, { name: fetchedBy })}</p>}
          <Withdrawable
            one={one}
            open={UNDER_WAY.has(state)}
            title={texts.withdrawTitle}
            text={texts.withdrawText}
            withdraw={(send) => send(WITHDRAW, { input: { id } })}
            again={again}
          />
        </>
      }
    />
  );
}
