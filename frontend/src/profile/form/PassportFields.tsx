import { useLocale } from '../../i18n/locale';
import { Button } from '../../ui/Basics';
import { DateField } from '../../ui/DateField';
import { Field } from '../../ui/Field';
import forms from '../../ui/forms.module.css';
import type { ProfileData } from '../Profile';
import { texts } from './texts';

interface Props {
  /** One that is known and may stay. */
  readonly known: ProfileData['profile']['passport'] | undefined;
  readonly onAnother: () => void;
  readonly problem: (field: string) => string | undefined;
}

/** The passport: known, or to be typed from the document. */
export function PassportFields({ known, onAnother, problem }: Props) {
  const { say } = useLocale();
  if (known)
    return (
      <div class={forms.field}>
        <b id="passport" tabIndex={-1}>
          {say(texts.passport)}
        </b>
        {problem('passport') && <span class={forms.problem}>{problem('passport')}</span>}
        <p>{known.maskedNumber}</p>
        <div>
          <Button quiet onClick={onAnother}>
            {say(texts.newPassport)}
          </Button>
        </div>
      </div>
    );
  return (
    <>
      <Field
        name="passport.series"
        label={`${say(texts.passport)}: ${say(texts.series).toLowerCase()}`}
        hint={say(texts.seriesHint)}
        inputMode="numeric"
        maxLength={5}
        problem={problem('passport.series')}
      />
      <Field
        name="passport.number"
        label={say(texts.number)}
        hint={say(texts.numberHint)}
        inputMode="numeric"
        maxLength={6}
        problem={problem('passport.number')}
      />
      <DateField
        name="passport.issuedOn"
        label={say(texts.issuedOn)}
        problem={problem('passport.issuedOn')}
      />
      <Field
        name="passport.issuer"
        label={say(texts.issuer)}
        hint={say(texts.issuerHint)}
        maxLength={200}
        problem={problem('passport.issuer')}
      />
      <Field
        name="passport.departmentCode"
        label={say(texts.departmentCode)}
        hint={say(texts.departmentHint)}
        inputMode="numeric"
        maxLength={7}
        problem={problem('passport.departmentCode')}
      />
    </>
  );
}
