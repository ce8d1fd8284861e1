import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Button, Card } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import cells from '../ui/cells.module.css';
import { ErrorSummary } from '../ui/Field';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { type Claim, nameOf } from './claim';
import { texts } from './texts';

const WITHDRAW = graphql(`
  mutation WithdrawFamilyMember($input: WithdrawFamilyMemberInput!) {
    withdrawFamilyMember(input: $input) { claim { id } userErrors { field code message } }
  }
`);
const KINDS = {
  BIRTH_CERTIFICATE: texts.certificate,
  FOREIGN_DOCUMENT: texts.foreign,
  PASSPORT: texts.passport,
};
const RELATIONS = { SON: texts.son, DAUGHTER: texts.daughter, WARD: texts.ward };
/** States in which what was entered may still be corrected. */
const OPEN = new Set(['CHECKING', 'UNAVAILABLE', 'GO_TO_MFC', 'REFUSED']);

interface Props {
  readonly claim: Claim;
  readonly edit: () => void;
  readonly gone: () => void;
}

/** What was entered about a child or ward, to be corrected or taken out. */
export function Entered({ claim, edit, gone }: Props) {
  const { say, date } = useLocale();
  const { problems, busy, send } = useForm();
  const { relationship, birthDate, document, enp, id, state } = claim;
  const facts = [
    [texts.relation, say(RELATIONS[relationship])],
    [texts.birthDate, date(birthDate)],
    [KINDS[document.kind], document.number],
    [texts.issuedOn, document.issuedOn && date(document.issuedOn)],
    [texts.policy, enp],
  ] as const;
  return (
    <Card title={say(texts.entered)}>
      <dl class={cells.facts}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label[0]}>
                <dt>{say(label)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <ErrorSummary problems={problems} />
      <div class={ui.actions}>
        {OPEN.has(state) && (
          <Button quiet onClick={edit}>
            {say(texts.correct)}
          </Button>
        )}
        {(OPEN.has(state) || state === 'VERIFIED') && (
          <Confirm
            label={say(texts.withdraw)}
            title={say(texts.withdrawTitle, { name: nameOf(claim) })}
            confirm={say(texts.withdraw)}
            busy={busy}
            onConfirm={async () => {
              if (await send(WITHDRAW, { input: { id } })) gone();
            }}
          >
            <p>{say(state === 'VERIFIED' ? texts.withdrawVerified : texts.withdrawText)}</p>
          </Confirm>
        )}
      </div>
    </Card>
  );
}
