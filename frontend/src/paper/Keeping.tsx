import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { Notice } from '../ui/Notice';
import { SendForm } from '../ui/SendForm';
import { LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { useOnce } from '../ui/useOnce';
import { Application } from './Application';
import { ClinicChoice } from './ClinicChoice';
import { texts } from './texts';

const APPLICATIONS = graphql(`
  query PaperApplications($patientId: ID!) {
    viewer { paperApplications(patientId: $patientId) { ...ApplicationLine } }
  }
`);
const APPLY = graphql(`
  mutation SubmitPaperApplication($input: SubmitPaperApplicationInput!) {
    submitPaperApplication(input: $input) { application { id state } userErrors { field code message } }
  }
`);

/** The record kept on paper too, by application: the electronic one goes on whatever comes of it. */
export function Keeping({ patientId }: { patientId: string }) {
  const { say } = useLocale();
  const read = useRead(APPLICATIONS, { patientId });
  const form = useForm();
  const once = useOnce();
  const [done, setDone] = useState(false);
  async function apply(box: HTMLFormElement) {
    const organizationId = textOf(box, 'keepingAt');
    setDone(false);
    if (!organizationId) return form.setProblems([{ field: 'keepingAt', text: say(texts.chooseClinic) }]);
    const content = { patientId, organizationId };
    if (!(await form.send(APPLY, { input: { ...content, clientMutationId: once.idOf(content) } }))) return;
    once.done();
    setDone(true);
    read.retry();
  }
  return (
    <Card title={say(texts.keep)}>
      <p>{say(texts.keepText)}</p>
      <LoadedPart read={read}>
        {({ viewer }) =>
          viewer?.paperApplications?.length ? (
            <ul class={ui.rows} aria-label={say(texts.applications)}>
              {viewer.paperApplications.map((one) => (
                <Application key={one.id} one={one} again={read.retry} />
              ))}
            </ul>
          ) : null
        }
      </LoadedPart>
      {done && (
        <Notice tone="good" live>
          {say(texts.applied)}
        </Notice>
      )}
      <SendForm form={form} send={say(texts.apply)} onSend={apply} quiet>
        <ClinicChoice
          patientId={patientId}
          name="keepingAt"
          problem={problemOf(form.problems, 'keepingAt')}
        />
      </SendForm>
    </Card>
  );
}
