import { graphql } from '../gen/gql';
import type { LinkRowFragment, ShareLinkState } from '../gen/graphql';
import { type Both, useLocale } from '../i18n/locale';
import { Badge, Row, Tag } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import forms from '../ui/forms.module.css';
import css from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

graphql(`
  fragment LinkRow on ShareLink {
    id sections facts state createdAt expiresAt openings { id at recipient outcome }
  }
`);
const REVOKE = graphql(`
  mutation RevokeShareLink($input: RevokeShareLinkInput!) {
    revokeShareLink(input: $input) { userErrors { field code message } }
  }
`);

const STATES: Record<ShareLinkState, Both> = {
  OPEN: texts.OPEN,
  REVOKED: texts.REVOKED,
  EXPIRED: texts.EXPIRED,
  LOCKED: texts.LOCKED,
  ENDED: texts.ENDED,
};

/** One link: what it shows, whether it opens, who tried, and that it may be taken back. */
export function LinkRow({ one, onRevoked }: { one: LinkRowFragment; onRevoked: () => void }) {
  const { t, say, dateTime } = useLocale();
  const { problems, busy, send } = useForm();
  const { id, sections, facts, state, createdAt, expiresAt, openings } = one;
  const names = [facts && say(texts.facts), ...sections.map((section) => t(`section.${section}`))];
  const opens = state === 'OPEN';
  const revoke = async () => {
    if (await send(REVOKE, { input: { id } })) onRevoked();
  };
  return (
    <Row
      icon={<Badge icon="page" tone={opens ? 'good' : 'plain'} />}
      title={names.filter(Boolean).join(', ')}
      detail={
        <>
          <p>{[dateTime(createdAt), say(texts.until, { until: dateTime(expiresAt) })].join(' · ')}</p>
          <Tag tone={opens ? 'good' : 'plain'}>{say(STATES[state])}</Tag>
          {openings.length ? (
            <details class={forms.fold}>
              <summary>{say(texts.openings, { n: openings.length })}</summary>
              <p>{say(texts.stated)}</p>
              <ul>
                {openings.map(({ id, at, recipient, outcome }) => (
                  <li key={id}>
                    {[recipient, dateTime(at), say(outcome === 'OPENED' ? texts.opened : texts.wrong)].join(
                      ' · ',
                    )}
                  </li>
                ))}
              </ul>
            </details>
          ) : (
            <p>{say(texts.notOpened)}</p>
          )}
          <ErrorSummary problems={problems} />
          {opens && (
            <span class={css.actions}>
              <Confirm
                label={say(texts.revoke)}
                title={say(texts.revokeTitle)}
                confirm={say(texts.revoke)}
                busy={busy}
                onConfirm={() => void revoke()}
              >
                <p>{say(texts.revokeText)}</p>
              </Confirm>
            </span>
          )}
        </>
      }
    />
  );
}
