import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { Button, Card, Row } from '../../ui/Basics';
import { Confirm } from '../../ui/Confirm';
import { ErrorSummary } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import ui from '../../ui/ui.module.css';
import { useForm } from '../../ui/useForm';
import type { Own, Part } from '../data';
import { texts } from './texts';

const WITHDRAW = graphql(`
  mutation WithdrawPersonalDataRequest($input: OwnCaseInput!) {
    withdrawPersonalDataRequest(input: $input) { userErrors { field code message } }
  }
`);
const OBJECT = graphql(`
  mutation ObjectToRecovery($input: OwnCaseInput!) {
    objectToRecovery(input: $input) { userErrors { field code message } }
  }
`);

const KINDS = { IDENTITY: texts.IDENTITY, RECOVERY: texts.RECOVERY, PERSONAL_DATA: texts.PERSONAL_DATA };
const STATES = {
  OPEN: texts.OPEN,
  APPROVED: texts.APPROVED,
  REFUSED: texts.REFUSED,
  WITHDRAWN: texts.WITHDRAWN,
};

/** What registrars have to decide about the account; a recovery that is not the owner's stands first of all. */
export default function Cases({ own, again }: Part) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  const recoveries = own.cases.filter(({ kind, state }) => kind === 'RECOVERY' && state === 'OPEN');
  return (
    <Card title={say(texts.cases)}>
      <ErrorSummary problems={problems} />
      {recoveries.map(({ id, objected }) => (
        <Notice key={id} tone="warn">
          <p>{say(objected ? texts.objected : texts.recoveryWarning)}</p>
          {!objected && (
            <p>
              <Confirm
                label={say(texts.object)}
                title={say(texts.objectTitle)}
                confirm={say(texts.object)}
                busy={busy}
                onConfirm={async () => {
                  if (await send(OBJECT, { input: { id } })) again();
                }}
              >
                <p>{say(texts.objectText)}</p>
              </Confirm>
            </p>
          )}
        </Notice>
      ))}
      <ul class={ui.rows}>
        {own.cases.map((one) => (
          <CaseRow
            key={one.id}
            one={one}
            busy={busy}
            withdraw={async () => {
              if (await send(WITHDRAW, { input: { id: one.id } })) again();
            }}
          />
        ))}
      </ul>
    </Card>
  );
}

interface Props {
  readonly one: Own['cases'][number];
  readonly busy: boolean;
  readonly withdraw: () => void;
}

function CaseRow({ one, busy, withdraw }: Props) {
  const { say, dayOf } = useLocale();
  const { kind, state, dueAt, decidedAt, answer } = one;
  return (
    <Row
      title={say(KINDS[kind])}
      detail={
        <>
          {say(STATES[state], { date: dayOf(decidedAt ?? dueAt) })}
          {answer && <p>{answer}</p>}
        </>
      }
      aside={
        kind === 'PERSONAL_DATA' &&
        state === 'OPEN' && (
          <Button quiet aria-disabled={busy} onClick={withdraw}>
            {say(texts.withdraw)}
          </Button>
        )
      }
    />
  );
}
