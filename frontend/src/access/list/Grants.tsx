import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { graphql } from '../../gen/gql';
import type { GrantFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Button, Card, Row } from '../../ui/Basics';
import { Confirm } from '../../ui/Confirm';
import { ErrorSummary } from '../../ui/Field';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import { Help } from '../Help';
import { CREATE, SUBMIT } from '../request';
import { texts as shared } from '../texts';
import { texts } from './texts';

graphql(`
  fragment Grant on AccessGrant { id patientId displayName own ground grantedAt until policyEndsOn message }
`);

const GROUNDS = {
  OWN_FULL_ACCOUNT: texts.groundOwn,
  VERIFIED_CHILD: texts.groundChild,
  ACCESS_REQUEST: texts.groundRequest,
};

interface Props {
  readonly grants: readonly GrantFragment[];
  /** An access has ended; `said` tells so in words. */
  readonly ended: (said: string) => void;
}

/** What the viewer may open: by which ground, since when, until when; each may be changed or ended by the viewer alone. */
export function Grants({ grants, ended }: Props) {
  const { say } = useLocale();
  return (
    <Card title={say(texts.grants)}>
      {grants.length === 0 && <Empty>{say(texts.noGrants)}</Empty>}
      <ul class={ui.rows}>
        {grants.map((grant) => (
          <Grant key={grant.id} grant={grant} ended={ended} />
        ))}
      </ul>
    </Card>
  );
}

function Grant({ grant, ended }: { grant: GrantFragment; ended: Props['ended'] }) {
  const { t, say, date, dayOf } = useLocale();
  const { route } = useLocation();
  const { problems, busy, send } = useForm();
  const once = useRef(crypto.randomUUID());
  const { id, patientId, displayName, own, ground, grantedAt, until, policyEndsOn, message } = grant;
  const name = own ? t('records.own') : displayName;

  async function change() {
    const payload = await send(CREATE, { input: { purpose: 'CHANGE', grantId: id } });
    if (payload?.accessRequest) route(paths.request(payload.accessRequest.id));
  }
  async function end() {
    const begun = await send(CREATE, {
      input: { purpose: 'CANCEL', grantId: id, clientMutationId: once.current },
    });
    if (!begun?.accessRequest) return;
    const sent = await send(SUBMIT, {
      input: { id: begun.accessRequest.id, clientMutationId: once.current },
    });
    if (sent?.accessRequest) ended(say(texts.hasEnded, { name, number: sent.accessRequest.number ?? '' }));
  }

  return (
    <Row
      title={
        <a class={ui.touch} href={paths.record(patientId)}>
          {name}
        </a>
      }
      detail={
        <>
          {[
            say(GROUNDS[ground]),
            say(texts.openSince, { date: dayOf(grantedAt) }),
            until && t('records.until', { date: dayOf(until) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          {message && <p>{message}</p>}
          {policyEndsOn && <p>{say(texts.policyEnds, { date: date(policyEndsOn) })}</p>}
          <ErrorSummary problems={problems} />
          <Help problems={problems} />
          <div class={ui.actions}>
            <Button quiet aria-disabled={busy} onClick={change}>
              {say(shared.edit)}
              <span class={ui.unseen}> {name}</span>
            </Button>
            <Confirm
              label={say(texts.endShort)}
              title={say(texts.endTitle, { name })}
              confirm={say(shared.end)}
              busy={busy}
              onConfirm={end}
            >
              <p>{say(texts.endText)}</p>
            </Confirm>
          </div>
        </>
      }
    />
  );
}
