import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Button, Card, Row, Tag } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary } from '../ui/Field';
import forms from '../ui/forms.module.css';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import type { Part } from './data';
import { texts } from './texts';

const END = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) { userErrors { field code message } }
  }
`);
const END_OTHERS = graphql(`
  mutation EndOtherSessions {
    endOtherSessions { userErrors { field code message } }
  }
`);

/** Where the account is signed in; others may be ended one by one, or all at once. */
export function Sessions({ own, again }: Part) {
  const { say, dateTime } = useLocale();
  const { problems, busy, send } = useForm();
  return (
    <Card title={say(texts.sessions)}>
      <ErrorSummary problems={problems} />
      <ul class={ui.rows}>
        {own.sessions.map(({ id, device, createdAt, current }) => (
          <Row
            key={id}
            title={device ?? say(texts.unknownDevice)}
            detail={say(texts.since, { moment: dateTime(createdAt) })}
            aside={
              current ? (
                <Tag tone="good">{say(texts.thisOne)}</Tag>
              ) : (
                <Button
                  quiet
                  aria-disabled={busy}
                  aria-label={`${say(texts.end)}: ${device ?? say(texts.unknownDevice)}, ${dateTime(createdAt)}`}
                  onClick={async () => {
                    if (await send(END, { input: { id } })) again();
                  }}
                >
                  {say(texts.end)}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {own.sessions.length > 1 && (
        <div class={forms.form}>
          <div>
            <Confirm
              label={say(texts.endOthers)}
              title={say(texts.endOthersTitle)}
              confirm={say(texts.endOthers)}
              busy={busy}
              onConfirm={async () => {
                if (await send(END_OTHERS, {})) again();
              }}
            >
              <p>{say(texts.endOthersText)}</p>
            </Confirm>
          </div>
        </div>
      )}
    </Card>
  );
}
