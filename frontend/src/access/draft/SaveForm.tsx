import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import type { SaveAccessRequestInput } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { Button } from '../../ui/Basics';
import { ErrorSummary, type Problem } from '../../ui/Field';
import forms from '../../ui/forms.module.css';
import { useForm } from '../../ui/useForm';
import { Help } from '../Help';
import { type Request, SAVE, type StepProps } from '../request';
import { texts as shared } from '../texts';

interface Props extends StepProps {
  /** What of the form is saved; nothing: the answer stays as it is. */
  readonly given: (form: HTMLFormElement) => Omit<SaveAccessRequestInput, 'id' | 'savedAt'> | undefined;
  /** Whether the saved answer may be left behind at once. */
  readonly done?: (saved: Request) => boolean;
  readonly children: (problems: readonly Problem[]) => ComponentChildren;
}

/** The form of one step: saved on the server, then on to the next question. */
export function SaveForm({ request, become, reload, given, done = () => true, children }: Props) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();

  async function save(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = given(event.currentTarget);
    if (!values) return become(request, true);
    const payload = await send(SAVE, { input: { id: request.id, savedAt: request.savedAt, ...values } });
    if (payload?.accessRequest) become(payload.accessRequest, done(payload.accessRequest));
    else reload();
  }

  return (
    <form class={forms.form} onSubmit={save} noValidate>
      <ErrorSummary problems={problems} />
      <Help problems={problems} />
      {children(problems)}
      <Button type="submit" aria-disabled={busy}>
        {say(shared.next)}
      </Button>
    </form>
  );
}
