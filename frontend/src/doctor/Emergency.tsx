import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useViewerAgain } from '../api/viewer';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Button } from '../ui/Basics';
import { ConfirmForm } from '../ui/ConfirmForm';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { Notice } from '../ui/Notice';
import { useForm } from '../ui/useForm';
import { texts } from './texts';
import { SHORTEST_REASON } from './words';

const OPEN = graphql(`
  mutation OpenInEmergency($input: OpenInEmergencyInput!) {
    openInEmergency(input: $input) { access { patientId until } userErrors { field code message } }
  }
`);

/** Break-glass: a reason, four hours, and everybody concerned is told. */
export function Emergency({ patientId }: { patientId: string }) {
  const { say, dateTime } = useLocale();
  const form = useForm();
  const { route } = useLocation();
  const viewerAgain = useViewerAgain();
  const [until, setUntil] = useState<string>();
  async function open(box: HTMLFormElement) {
    const reason = textOf(box, 'reason');
    if (reason.length < SHORTEST_REASON)
      return form.setProblems([{ field: 'reason', text: say(texts.reasonShort) }]);
    const payload = await form.send(OPEN, { input: { patientId, reason } });
    if (!payload?.access) return;
    setUntil(payload.access.until);
    viewerAgain();
  }
  if (until)
    return (
      <Notice tone="warn" live>
        <p>{say(texts.glassOpen, { at: dateTime(until) })}</p>
        <Button onClick={() => route(paths.record(patientId))}>{say(texts.glassGo)}</Button>
      </Notice>
    );
  return (
    <ConfirmForm
      form={form}
      send={say(texts.glass)}
      title={say(texts.glass)}
      text={say(texts.glassText)}
      confirm={say(texts.glassConfirm)}
      onSend={open}
    >
      <Area
        name="reason"
        label={say(texts.glassReason)}
        hint={say(texts.glassHint)}
        maxLength={500}
        rows={3}
        problem={problemOf(form.problems, 'reason')}
      />
    </ConfirmForm>
  );
}
