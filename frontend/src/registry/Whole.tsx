import { useState } from 'preact/hooks';
import { wrongReason } from '../desk/reason';
import { texts as desk } from '../desk/texts';
import { useLocale } from '../i18n/locale';
import { Button } from '../ui/Basics';
import { Field } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { texts } from './texts';

/** Numbers are shown whole to who says why; the reason stays in the log. */
export default function Whole({ onReason }: { onReason: (reason: string) => void }) {
  const { say } = useLocale();
  const [problem, setProblem] = useState<string>();
  return (
    <details class={forms.fold}>
      <summary>{say(texts.whole)}</summary>
      <form
        class={forms.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const reason = textOf(event.currentTarget, 'look');
          const wrong = wrongReason(reason);
          if (wrong) return setProblem(say(wrong));
          onReason(reason);
        }}
      >
        <Field
          name="look"
          label={say(desk.reason)}
          hint={say(desk.reasonHint)}
          maxLength={500}
          problem={problem}
        />
        <div class={forms.filterActions}>
          <Button quiet type="submit">
            {say(texts.show)}
          </Button>
        </div>
      </form>
    </details>
  );
}
