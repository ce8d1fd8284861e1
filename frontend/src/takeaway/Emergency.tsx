import type { TargetedSubmitEvent } from 'preact';
import { useLocation, useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { useAccess } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button, Card } from '../ui/Basics';
import { ErrorSummary, Field, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Named, Page } from '../ui/Page';
import { PrintButton } from '../ui/PrintButton';
import { LoadedPart } from '../ui/States';
import css from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { REQUEST } from './request';
import { texts } from './texts';

const CARD = graphql(`
  query EmergencyCard($patientId: ID!) {
    record(patientId: $patientId) {
      id
      patient { bloodGroup birthDate }
      allergies { source substance reaction severity }
      medications { source name dose }
      conditions { source wording }
    }
  }
`);

/** What a doctor needs in the first minutes: to show, to print, to carry as a PDF. */
export default function Emergency() {
  const { say, date } = useLocale();
  const { route } = useLocation();
  const { patientId = '' } = useRoute().params;
  const name = useAccess(patientId)[0]?.displayName;
  const read = useRead(CARD, { patientId });
  const { problems, busy, send } = useForm();
  const once = useOnce();
  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const contact = {
      name: textOf(event.currentTarget, 'contacts.0.name'),
      phone: textOf(event.currentTarget, 'contacts.0.phone'),
    };
    const contacts = contact.name || contact.phone ? [contact] : [];
    const content = { patientId, form: 'EMERGENCY_CARD' as const, contacts };
    if (!(await send(REQUEST, { input: { ...content, clientMutationId: once.idOf(content) } }))) return;
    once.done();
    route(paths.takeAway(patientId));
  }
  const said = (one: { source: string }, ...parts: (string | null | undefined)[]) =>
    [...parts, one.source === 'REPRESENTATIVE' && say(texts.parentSays)].filter(Boolean).join(' · ');
  const list = (lines: readonly string[] | undefined, none: string) =>
    lines?.length ? (
      <ul>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    ) : (
      <p>{none}</p>
    );
  return (
    <Page
      title={[say(texts.emergencyLink), name].filter(Boolean).join(' · ')}
      heading={<Named name={name}>{say(texts.EMERGENCY_CARD)}</Named>}
      lead={say(texts.emergencyLead)}
      crumb={<a href={paths.takeAway(patientId)}>{say(texts.title)}</a>}
    >
      <LoadedPart read={read}>
        {({ record }) => (
          <div class={css.stack}>
            <Card title={say(texts.allergies)}>
              {list(
                record?.allergies?.map((one) => said(one, one.substance, one.reaction)),
                say(texts.noAllergies),
              )}
            </Card>
            <Card title={say(texts.blood)}>
              <p>{record?.patient.bloodGroup ?? say(texts.none)}</p>
              {record?.patient.birthDate && <p class={css.small}>{date(record.patient.birthDate)}</p>}
            </Card>
            <Card title={say(texts.medicines)}>
              {list(
                record?.medications?.map((one) => said(one, one.name, one.dose)),
                say(texts.none),
              )}
            </Card>
            <Card title={say(texts.conditions)}>
              {list(
                record?.conditions?.map((one) => said(one, one.wording)),
                say(texts.none),
              )}
            </Card>
            <Card title={say(texts.contacts)}>
              <form class={forms.form} onSubmit={submit} noValidate>
                <ErrorSummary problems={problems} />
                <Field
                  name="contacts.0.name"
                  label={say(texts.contactName)}
                  hint={say(texts.contactsHint)}
                  problem={problemOf(problems, 'contacts.0.name')}
                  maxLength={120}
                />
                <Field
                  name="contacts.0.phone"
                  label={say(texts.contactPhone)}
                  type="tel"
                  problem={problemOf(problems, 'contacts.0.phone')}
                  maxLength={120}
                />
                <div class={forms.filterActions}>
                  <Button type="submit" aria-disabled={busy}>
                    {say(texts.cardPdf)}
                  </Button>
                  <PrintButton />
                </div>
              </form>
            </Card>
          </div>
        )}
      </LoadedPart>
    </Page>
  );
}
