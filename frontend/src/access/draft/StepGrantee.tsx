import { useLocale } from '../../i18n/locale';
import { Radios } from '../../ui/Choices';
import { problemOf } from '../../ui/Field';
import { textOf } from '../../ui/formData';
import type { StepProps } from '../request';
import { SaveForm } from './SaveForm';
import { texts } from './texts';

/** Who is to have the access: oneself, or another verified representative of the child. */
export function StepGrantee(props: StepProps) {
  const { say } = useLocale();
  const { granteeOptions, grantee, changes } = props.request;
  const now = changes?.grantee?.displayName ?? grantee?.displayName;
  const chosen = granteeOptions.find(({ displayName }) => displayName === now) ?? granteeOptions[0];
  return (
    <SaveForm {...props} given={(form) => ({ granteeId: textOf(form, 'granteeId') })}>
      {(problems) => (
        <Radios
          name="granteeId"
          label={say(texts.grantee)}
          hint={granteeOptions.length < 2 ? say(texts.onlyMe) : undefined}
          problem={problemOf(problems, 'granteeId')}
          options={granteeOptions.map(({ id, me, displayName }) => ({
            value: id,
            text: me ? say(texts.me) : displayName,
            hint: me ? undefined : say(texts.otherHint),
          }))}
          defaultValue={chosen?.id}
        />
      )}
    </SaveForm>
  );
}
