import type { ReferralInput } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Card } from '../ui/Basics';
import { Check } from '../ui/Choices';
import { Field } from '../ui/Field';
import forms from '../ui/forms.module.css';
import { CORRECT_REFERRAL, REFER } from './documents';
import { SheetPage } from './SheetPage';
import type { FieldsProps, Sheet } from './sheet';
import { texts } from './texts';

const REFERRAL: Sheet<ReferralInput> = {
  title: texts.referral,
  correction: texts.referralCorrection,
  lead: texts.referralLead,
  typedOf: (signed) =>
    signed.__typename === 'Referral'
      ? {
          name: signed.name ?? '',
          reason: signed.reason ?? '',
          urgent: signed.priority === 'urgent' ? 'yes' : '',
        }
      : undefined,
  said: ({ name, reason, urgent }, { say }) => [
    [say(texts.referTo), name],
    [say(texts.referWhy), reason],
    [say(texts.urgent), urgent && say(texts.yes)],
  ],
  contentOf: (given) => ({
    name: given.text('name'),
    reason: given.maybe('reason'),
    urgent: given.text('urgent') === 'yes',
  }),
  sign: (form, to, content, clientMutationId) =>
    'id' in to
      ? form.send(CORRECT_REFERRAL, { input: { ...to, content, clientMutationId } })
      : form.send(REFER, { input: { ...to, content, clientMutationId } }),
  shownAt: (patientId) => paths.referrals(patientId),
  Fields,
};

/** A doctor refers a patient to somebody, or to an examination, by itself. */
export default function ReferralPage() {
  return <SheetPage sheet={REFERRAL} />;
}

function Fields({ typed, problem }: FieldsProps) {
  const { say } = useLocale();
  return (
    <Card>
      <div class={forms.form}>
        <Field
          name="content.name"
          label={say(texts.referTo)}
          hint={say(texts.referToHint)}
          autoComplete="off"
          defaultValue={typed['name']}
          problem={problem('name')}
        />
        <Area
          name="content.reason"
          label={say(texts.referWhy)}
          rows={3}
          defaultValue={typed['reason']}
          problem={problem('reason')}
        />
        <Check name="content.urgent" label={say(texts.urgent)} defaultChecked={typed['urgent'] === 'yes'} />
      </div>
    </Card>
  );
}
