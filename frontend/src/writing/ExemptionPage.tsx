import { useState } from 'preact/hooks';
import type { ExemptionKind, VaccinationExemptionInput } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { infectionsSaid } from '../norm/infections';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { DateField } from '../ui/DateField';
import forms from '../ui/forms.module.css';
import { CORRECT_EXEMPTION, EXEMPT } from './documents';
import { Infections } from './Infections';
import { SheetPage } from './SheetPage';
import type { FieldsProps, Sheet } from './sheet';
import { texts } from './texts';
import { EXEMPTIONS } from './words';

const EXEMPTION: Sheet<VaccinationExemptionInput> = {
  title: texts.exemption,
  correction: texts.exemptionCorrection,
  lead: texts.exemptionLead,
  typedOf: (signed) =>
    signed.__typename === 'Vaccination' && signed.status === 'EXEMPT'
      ? {
          kind: signed.exemptionKind ?? '',
          infections: (signed.infections ?? []).join(','),
          fromDay: signed.exemptionFrom ?? '',
          untilDay: signed.exemptionUntil ?? '',
          reason: signed.exemptionReason ?? '',
        }
      : undefined,
  said: ({ kind, infections, fromDay, untilDay, reason }, { say, date }) => [
    [say(texts.exemptionKind), kind && say(EXEMPTIONS[kind as ExemptionKind])],
    [say(texts.infections), infectionsSaid((infections ?? '').split(','), say)],
    [say(texts.exemptionReason), reason],
    [say(texts.fromDay), fromDay && date(fromDay)],
    [say(texts.untilDay), untilDay && date(untilDay)],
  ],
  contentOf: (given) => ({
    kind: (given.text('kind') || 'TEMPORARY') as ExemptionKind,
    infections: given.chosen('infections'),
    reason: given.text('reason'),
    fromDay: given.day('fromDay'),
    untilDay: given.day('untilDay'),
  }),
  sign: (form, to, content, clientMutationId) =>
    'id' in to
      ? form.send(CORRECT_EXEMPTION, { input: { ...to, content, clientMutationId } })
      : form.send(EXEMPT, { input: { ...to, content, clientMutationId } }),
  shownAt: (patientId, id) => paths.entry(patientId, 'VACCINATIONS', id),
  Fields,
};

/** A doctor frees a patient from vaccinations (медотвод), for a time or for good. */
export default function ExemptionPage() {
  return <SheetPage sheet={EXEMPTION} />;
}

function Fields({ typed, problem }: FieldsProps) {
  const { say } = useLocale();
  const [kind, setKind] = useState(typed['kind'] || 'TEMPORARY');
  const day = (name: 'fromDay' | 'untilDay', hint?: string) => (
    <DateField
      name={`content.${name}`}
      label={say(texts[name])}
      hint={hint}
      defaultValue={typed[name]}
      problem={problem(name)}
    />
  );
  return (
    <Card>
      <div class={forms.form}>
        <Infections typed={typed} problem={problem} />
        <Radios
          name="content.kind"
          label={say(texts.exemptionKind)}
          defaultValue={kind}
          onChange={setKind}
          problem={problem('kind')}
          options={Object.entries(EXEMPTIONS).map(([value, text]) => ({ value, text: say(text) }))}
        />
        {day('fromDay', say(texts.todayHint))}
        {kind === 'TEMPORARY' && day('untilDay')}
        <Area
          name="content.reason"
          label={say(texts.exemptionReason)}
          hint={say(texts.exemptionReasonHint)}
          rows={2}
          maxLength={500}
          defaultValue={typed['reason']}
          problem={problem('reason')}
        />
      </div>
    </Card>
  );
}
