import { useLocale } from '../../i18n/locale';
import { Field, problemOf } from '../../ui/Field';
import { digitsOf } from '../../ui/formData';
import { Notice } from '../../ui/Notice';
import type { StepProps } from '../request';
import { SaveForm } from './SaveForm';
import { texts } from './texts';

/** The policy's number; one that is known may stay. Digits that do not agree are pointed out once, and refuse nothing. */
export function StepPolicy(props: StepProps) {
  const { say } = useLocale();
  const { maskedPolicyNumber: known, policyNumberWarnings: warnings, changes } = props.request;
  const number = changes?.maskedPolicyNumber ?? known;
  return (
    <SaveForm
      {...props}
      given={(form) => {
        const digits = digitsOf(form, 'policyNumber');
        return digits || !number ? { policyNumber: digits } : undefined;
      }}
      done={(saved) => !saved.policyNumberWarnings.length}
    >
      {(problems) => (
        <>
          {warnings.length > 0 && (
            <Notice tone="warn" live>
              {warnings.map((warning) => (
                <p key={warning}>{say(warning === 'SEX' ? texts.policySex : texts.policyBirth)}</p>
              ))}
              <p>{say(texts.policyStays)}</p>
            </Notice>
          )}
          <Field
            name="policyNumber"
            label={say(texts.policyNumber)}
            hint={number ? say(texts.policyKnown, { number }) : say(texts.policyHint)}
            inputMode="numeric"
            maxLength={24}
            problem={problemOf(problems, 'policyNumber')}
          />
        </>
      )}
    </SaveForm>
  );
}
