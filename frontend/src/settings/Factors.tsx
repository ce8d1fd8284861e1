import { useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { page } from '../page';
import { useProvenForm } from '../session/Proof';
import { Button, Card, Row, Tag } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import { Notice } from '../ui/Notice';
import { Empty } from '../ui/States';
import ui from '../ui/ui.module.css';
import type { Own, Part } from './data';
import { texts } from './texts';

const REMOVE = graphql(`
  mutation RemoveFactor($input: RemoveFactorInput!) {
    removeFactor(input: $input) { userErrors { field code message } }
  }
`);
type Kind = Own['secondFactors'][number]['kind'];
const KINDS = ['TOTP', 'PASSKEY', 'SMS'] as const;
const FORMS = {
  SMS: page<AddingProps>(() => import('./adding/SmsForm')),
  TOTP: page<AddingProps>(() => import('./adding/TotpForm')),
  PASSKEY: page<AddingProps>(() => import('./adding/PasskeyForm')),
};
interface AddingProps {
  readonly onEnd: (added?: boolean) => void;
}

/** What confirms a sign-in besides the password (SCT-01): those in force, and those that may be added. */
export function Factors({ own, again }: Part) {
  const { say } = useLocale();
  const [open, setOpen] = useState<Kind>();
  const [done, setDone] = useState(false);
  const has = (kind: Kind) => own.secondFactors.some((factor) => factor.kind === kind);
  const phone = own.contacts.maskedPhone;
  const hints = {
    SMS: phone ? say(texts.smsHint, { phone }) : say(texts.smsNoPhone),
    TOTP: say(texts.totpHint),
    PASSKEY: say(texts.passkeyHint),
  };
  const Form = open && FORMS[open];
  return (
    <Card title={say(texts.factors)}>
      <p>{say(texts.factorsLead)}</p>
      {done && (
        <Notice tone="good" live>
          {say(texts.factorDone)}
        </Notice>
      )}
      {!own.secondFactors.length && <Empty>{say(texts.noFactors)}</Empty>}
      <ul class={ui.rows}>
        {own.secondFactors.map((factor) => (
          <InForce key={factor.id} factor={factor} again={again} />
        ))}
        {KINDS.filter((kind) => kind === 'PASSKEY' || !has(kind)).map((kind) => (
          <Row
            key={kind}
            title={say(texts[kind])}
            detail={hints[kind]}
            aside={
              open !== kind &&
              (kind !== 'SMS' || phone) && (
                <Button
                  quiet
                  aria-label={`${say(texts.add)}: ${say(texts[kind])}`}
                  onClick={() => {
                    setDone(false);
                    setOpen(kind);
                  }}
                >
                  {say(texts.add)}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {Form && (
        <ErrorBoundary>
          <Form
            key={open}
            onEnd={(added) => {
              setOpen(undefined);
              setDone(Boolean(added));
              if (added) again();
            }}
          />
        </ErrorBoundary>
      )}
    </Card>
  );
}

function InForce({ factor, again }: { factor: Own['secondFactors'][number]; again: () => void }) {
  const { say, dayOf } = useLocale();
  const { problems, busy, send } = useProvenForm();
  const { id, kind, name, createdAt, lastUsedAt } = factor;
  return (
    <Row
      title={name}
      detail={
        <>
          <ErrorSummary problems={problems} />
          <Tag tone="good">{say(texts[kind])}</Tag>{' '}
          {[
            say(texts.added, { date: dayOf(createdAt) }),
            lastUsedAt && say(texts.lastUsed, { date: dayOf(lastUsedAt) }),
          ]
            .filter(Boolean)
            .join(', ')}
        </>
      }
      aside={
        <Confirm
          label={say(texts.remove)}
          title={say(texts.removeFactor, { name })}
          confirm={say(texts.remove)}
          busy={busy}
          onConfirm={async () => {
            if (await send(REMOVE, { input: { id } })) again();
          }}
        >
          <p>{say(texts.removeFactorText)}</p>
        </Confirm>
      }
    />
  );
}
