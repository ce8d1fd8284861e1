import { graphql } from '../gen/gql';
import type { IssuedRowFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Badge, Card, Row, Tag } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import css from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { FORMS } from './forms';
import { texts } from './texts';

graphql(`
  fragment IssuedRow on IssuedDocument { id form issuedAt validUntil valid }
`);
const REVOKE = graphql(`
  mutation RevokeDocument($input: RevokeDocumentInput!) {
    revokeDocument(input: $input) { userErrors { field code message } }
  }
`);

interface Props {
  readonly documents: readonly IssuedRowFragment[];
  readonly onRevoked: () => void;
}

/** Documents that anybody may check by their code. */
export function Issued({ documents, onRevoked }: Props) {
  const { say, date } = useLocale();
  const { problems, busy, send } = useForm();
  const revoke = async (id: string) => {
    if (await send(REVOKE, { input: { id } })) onRevoked();
  };
  return (
    <Card title={say(texts.issued)}>
      <p class={css.small}>{say(texts.issuedHint)}</p>
      <ErrorSummary problems={problems} />
      <ul class={css.rows}>
        {documents.map(({ id, form, issuedAt, validUntil, valid }) => (
          <Row
            key={id}
            icon={<Badge icon="page" />}
            title={say(FORMS[form])}
            detail={
              <>
                {[
                  say(texts.issuedOn, { date: date(issuedAt) }),
                  validUntil && say(texts.validUntil, { date: date(validUntil) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                {valid && (
                  <span class={css.actions}>
                    <Confirm
                      label={say(texts.revoke)}
                      title={say(texts.revokeTitle)}
                      confirm={say(texts.revoke)}
                      busy={busy}
                      onConfirm={() => void revoke(id)}
                    >
                      <p>{say(texts.revokeText)}</p>
                    </Confirm>
                  </span>
                )}
              </>
            }
            aside={<Tag tone={valid ? 'good' : 'warn'}>{say(valid ? texts.valid : texts.notValid)}</Tag>}
          />
        ))}
      </ul>
    </Card>
  );
}
