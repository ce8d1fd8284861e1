import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { textOf } from '../ui/formData';
import { Page } from '../ui/Page';
import { SendForm } from '../ui/SendForm';
import { LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { left } from './left';
import { texts } from './texts';
import css from './visit.module.css';

const CLINICS = graphql(`
  query VisitClinics($patientId: ID!) { visitClinics(patientId: $patientId) { id name attached } }
`);
const MAKE = graphql(`
  mutation MakeVisitCode($input: MakeVisitCodeInput!) {
    makeVisitCode(input: $input) { code expiresAt userErrors { field code message } }
  }
`);

/** The code that a patient shows at the desk: only then may the doctor open the record. */
export default function VisitCodePage() {
  const { say } = useLocale();
  const patientId = useRoute().params['patientId'] ?? '';
  const read = useRead(CLINICS, { patientId });
  const form = useForm();
  const [made, setMade] = useState<{ code: string; expiresAt: string }>();
  async function make(box: HTMLFormElement) {
    const organizationId = textOf(box, 'organizationId');
    const chosen = organizationId && organizationId !== 'any' ? { organizationId } : {};
    const payload = await form.send(MAKE, { input: { patientId, ...chosen } });
    if (payload?.code && payload.expiresAt) setMade({ code: payload.code, expiresAt: payload.expiresAt });
  }
  return (
    <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
      <div class={ui.stack}>
        {made && <Shown key={made.code} {...made} />}
        <LoadedPart read={read}>
          {({ visitClinics }) => (
            <Card>
              <SendForm
                form={form}
                send={say(made ? texts.another : texts.make)}
                onSend={make}
                quiet={Boolean(made)}
              >
                <Radios
                  name="organizationId"
                  label={say(texts.where)}
                  defaultValue="any"
                  options={[
                    { value: 'any', text: say(texts.any), hint: say(texts.anyHint) },
                    ...(visitClinics ?? []).map(({ id, name }) => ({ value: id, text: name })),
                  ]}
                />
              </SendForm>
            </Card>
          )}
        </LoadedPart>
      </div>
    </Page>
  );
}

function Shown({ code, expiresAt }: { code: string; expiresAt: string }) {
  const { say } = useLocale();
  const [now, tick] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => tick(Date.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  const minutes = left(expiresAt, now);
  if (minutes === undefined) return <p role="status">{say(texts.over)}</p>;
  return (
    <Card title={say(texts.show)}>
      <p class={css.code} translate={false}>
        {code.replace(/(\d{4})(?=\d)/g, '$1 ')}
      </p>
      <p class={ui.small}>{say(texts.left, { minutes })}</p>
    </Card>
  );
}
