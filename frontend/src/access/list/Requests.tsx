import { graphql } from '../../gen/gql';
import type { RequestLineFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card, Row, Tag, type Tone } from '../../ui/Basics';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { isDraft } from '../steps';
import { texts as shared } from '../texts';
import { texts } from './texts';

graphql(`
  fragment RequestLine on AccessRequest {
    id number purpose state stateTitle record { own displayName } dueAt overdue submittedAt createdAt
  }
`);

const TITLES = { GRANT: shared.requestOf, CHANGE: shared.changeOf, CANCEL: shared.endOf };
const TONES: Partial<Record<RequestLineFragment['state'], Tone>> = {
  GRANTED: 'good',
  CHANGED: 'good',
  REJECTED: 'warn',
};
const WAITS = new Set(['SUBMITTED', 'CHECKING', 'WAITING_EXTERNAL', 'MANUAL_REVIEW']);

/** The viewer's requests, newest first: whose record, how far, until when. */
export function Requests({ requests }: { requests: readonly RequestLineFragment[] }) {
  const { t, say, dayOf } = useLocale();
  return (
    <Card title={say(texts.requests)}>
      {requests.length === 0 && <Empty>{say(texts.noRequests)}</Empty>}
      <ul class={ui.rows}>
        {requests.map((request) => {
          const { id, number, purpose, state, stateTitle, record, dueAt, submittedAt, createdAt } = request;
          const name = record && (record.own ? t('records.own') : record.displayName);
          return (
            <Row
              key={id}
              href={paths.request(id)}
              title={[say(TITLES[purpose]), name].filter(Boolean).join(': ')}
              detail={[
                number && say(shared.numbered, { number }),
                submittedAt
                  ? say(shared.sentOn, { date: dayOf(submittedAt) })
                  : say(texts.begun, { date: dayOf(createdAt) }),
                WAITS.has(state) && dueAt && say(shared.answerBy, { date: dayOf(dueAt) }),
                isDraft(request) && say(texts.goOn),
              ]
                .filter(Boolean)
                .join(' · ')}
              aside={<Tag tone={TONES[state] ?? 'plain'}>{stateTitle}</Tag>}
            />
          );
        })}
      </ul>
    </Card>
  );
}
