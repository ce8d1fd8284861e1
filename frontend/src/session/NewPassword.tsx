import { useState } from 'preact/hooks';
import { type Locale, useLocale } from '../i18n/locale';
import { Button } from '../ui/Basics';
import { Field, type Problem, problemOf } from '../ui/Field';
import { secretOf } from '../ui/formData';
import { texts } from './texts';

interface Props {
  readonly name: string;
  readonly label?: string;
  readonly problems: readonly Problem[];
}

/** A password to be made: its rules are told beforehand, and it can be looked at. */
export function NewPassword({ name, label, problems }: Props) {
  const { say } = useLocale();
  const [seen, setSeen] = useState(false);
  return (
    <>
      <Field
        name={name}
        type={seen ? 'text' : 'password'}
        label={label ?? say(texts.newPassword)}
        hint={say(texts.passwordRules)}
        autoComplete="new-password"
        autoCapitalize="none"
        spellcheck={false}
        problem={problemOf(problems, name)}
      />
      <Button quiet aria-controls={name} aria-pressed={seen} onClick={() => setSeen(!seen)}>
        {say(seen ? texts.hidePassword : texts.showPassword)}
      </Button>
    </>
  );
}

/** The rule that needs no server: all others are the server's. */
export const shortness = (form: HTMLFormElement, name: string, say: Locale['say']): Problem[] =>
  [...secretOf(form, name).normalize('NFKC')].length < 8
    ? [{ field: name, text: say(texts.passwordShort) }]
    : [];
