import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { useProvenForm } from '../../session/Proof';
import { Button, Card, Row } from '../../ui/Basics';
import { Confirm } from '../../ui/Confirm';
import { ErrorSummary } from '../../ui/Field';
import ui from '../../ui/ui.module.css';
import type { Part } from '../data';
import { texts } from './texts';

const LINK = graphql(`
  mutation LinkProvider($input: StartProviderSignInInput!) {
    startProviderSignIn(input: $input) { authorizationUrl userErrors { field code message } }
  }
`);
const UNLINK = graphql(`
  mutation UnlinkProvider($input: UnlinkProviderInput!) {
    unlinkProvider(input: $input) { userErrors { field code message } }
  }
`);

/** Outside services that may sign this person in. */
export default function Providers({ own, again }: Part) {
  const { say, dayOf } = useLocale();
  const { problems, busy, send } = useProvenForm();
  return (
    <Card title={say(texts.providers)}>
      <ErrorSummary problems={problems} />
      <ul class={ui.rows}>
        {own.signInProviders.map(({ name, title, confirmsIdentity, linkedAt }) => (
          <Row
            key={name}
            title={title}
            detail={[
              linkedAt ? say(texts.linkedSince, { date: dayOf(linkedAt) }) : say(texts.notLinked),
              confirmsIdentity && say(texts.confirmsIdentity),
            ]
              .filter(Boolean)
              .join(' · ')}
            aside={
              linkedAt ? (
                <Confirm
                  label={say(texts.unlink)}
                  title={say(texts.unlinkTitle, { title })}
                  confirm={say(texts.unlink)}
                  busy={busy}
                  onConfirm={async () => {
                    if (await send(UNLINK, { input: { provider: name } })) again();
                  }}
                >
                  <p>{say(texts.unlinkText)}</p>
                </Confirm>
              ) : (
                <Button
                  quiet
                  aria-disabled={busy}
                  onClick={async () => {
                    const done = await send(LINK, { input: { provider: name, add: true } });
                    if (done?.authorizationUrl) location.assign(done.authorizationUrl);
                  }}
                >
                  {say(texts.link)}
                </Button>
              )
            }
          />
        ))}
      </ul>
    </Card>
  );
}
