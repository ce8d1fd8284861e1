import { useLocale } from '../i18n/locale';
import { REASONS } from '../i18n/paper';
import { Area } from '../ui/Area';
import { Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import type { Form } from '../ui/useForm';
import { texts } from './texts';

interface Props<Reason extends keyof typeof REASONS> {
  readonly form: Form;
  readonly reasons: readonly Reason[];
  readonly onDecline: (reason: Reason, text: string) => unknown;
}

/** A refusal, with a reason and in words for who asked. */
export function Decline<Reason extends keyof typeof REASONS>({ form, reasons, onDecline }: Props<Reason>) {
  const { say } = useLocale();
  return (
    <Card title={say(texts.decline)}>
      <SendForm
        form={form}
        send={say(texts.decline)}
        quiet
        onSend={(box) => {
          const reason = textOf(box, 'reason') as Reason | '';
          if (!reason) return form.setProblems([{ field: 'reason', text: say(texts.chooseReason) }]);
          return onDecline(reason, textOf(box, 'text'));
        }}
      >
        <Radios
          name="reason"
          label={say(texts.reason)}
          problem={problemOf(form.problems, 'reason')}
          options={reasons.map((value) => ({ value, text: say(REASONS[value]) }))}
        />
        <Area
          name="text"
          label={say(texts.words)}
          maxLength={2000}
          problem={problemOf(form.problems, 'text')}
        />
      </SendForm>
    </Card>
  );
}
