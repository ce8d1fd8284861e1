import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { useProvenForm } from '../session/Proof';
import { Button, Card } from '../ui/Basics';
import { Check } from '../ui/Choices';
import { ErrorSummary } from '../ui/Field';
import { isChecked } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import type { Part } from './data';
import { texts } from './texts';

const CHOOSE = graphql(`
  mutation SetNotificationChannels($input: SetNotificationChannelsInput!) {
    setNotificationChannels(input: $input) { contacts { channels } userErrors { field code message } }
  }
`);
const CHANNELS = ['SMS', 'EMAIL'] as const;

/** Where notifications go besides the app. */
export function Channels({ own, again }: Part) {
  const { say } = useLocale();
  const { problems, busy, send } = useProvenForm();
  const [saved, setSaved] = useState(false);
  const { contacts } = own;
  const to = { SMS: contacts.maskedPhone, EMAIL: contacts.maskedEmail };

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setSaved(false);
    const channels = CHANNELS.filter((channel) => isChecked(form, channel));
    if (!(await send(CHOOSE, { input: { channels } }))) return;
    setSaved(true);
    again();
  }

  return (
    <Card title={say(texts.channels)}>
      <p>{say(texts.channelsLead)}</p>
      <form class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        <div>
          {CHANNELS.map((channel) => (
            <Check
              key={channel}
              name={channel}
              label={say(channel === 'SMS' ? texts.bySms : texts.byEmail)}
              hint={to[channel] ?? say(texts.none)}
              defaultChecked={contacts.channels.includes(channel)}
            />
          ))}
        </div>
        {saved && (
          <Notice tone="good" live>
            {say(texts.saved)}
          </Notice>
        )}
        <div class={forms.filterActions}>
          <Button quiet type="submit" aria-disabled={busy}>
            {say(texts.save)}
          </Button>
        </div>
      </form>
    </Card>
  );
}
