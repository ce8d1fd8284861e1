import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import { useForm } from '../ui/useForm';
import type { StepProps } from './request';
import { isDraft } from './steps';
import { texts } from './texts';

const WITHDRAW = graphql(`
  mutation WithdrawAccessRequest($input: AccessRequestInput!) {
    withdrawAccessRequest(input: $input) { accessRequest { ...RequestAll } userErrors { field code message } }
  }
`);

/** Takes a request back before its decision, or a draft away. */
export function Withdraw({ request, become }: Pick<StepProps, 'request' | 'become'>) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  if (!request.canWithdraw) return null;
  const draft = isDraft(request);
  const label = say(draft ? texts.dropDraft : texts.withdraw);
  return (
    <>
      <ErrorSummary problems={problems} />
      <Confirm
        label={label}
        title={say(draft ? texts.dropDraftTitle : texts.withdrawTitle)}
        confirm={label}
        busy={busy}
        onConfirm={async () => {
          const payload = await send(WITHDRAW, { input: { id: request.id } });
          if (payload?.accessRequest) become(payload.accessRequest, true);
        }}
      >
        <p>{say(draft ? texts.dropDraftText : texts.withdrawText)}</p>
      </Confirm>
    </>
  );
}
