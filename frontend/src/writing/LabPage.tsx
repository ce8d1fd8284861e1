import type { LabReportInput } from '../gen/graphql';
import { paths } from '../paths';
import { CORRECT_LABS, LABS } from './documents';
import type { Earlier, Signed } from './earlier';
import { LabFields } from './LabFields';
import { resultsOf, withUnshown } from './results';
import { SheetPage } from './SheetPage';
import type { Sheet } from './sheet';
import { texts } from './texts';

const isReport = (signed: Earlier): signed is Signed<'LabReport'> => signed.__typename === 'LabReport';

/** A laboratory report: each value beside its norm. */
export const LAB_REPORT: Sheet<LabReportInput> = {
  title: texts.labs,
  correction: texts.labsCorrection,
  lead: texts.labsLead,
  typedOf(signed) {
    if (!isReport(signed)) return undefined;
    const { title, date, specimen, conclusion, profile, orderNumber, results } = signed;
    const typed: Record<string, string> = {
      title: title ?? '',
      collectedOn: date,
      specimen: specimen?.type ?? '',
      conclusion: conclusion ?? '',
      profile: profile ?? '',
      orderNumber: orderNumber ?? '',
    };
    for (const [place, one] of (results ?? []).entries()) {
      const parts = {
        name: one.name,
        value: one.value ?? one.valueText,
        unit: one.unit,
        referenceLow: one.referenceLow,
        referenceHigh: one.referenceHigh,
        referenceText: one.referenceText,
        method: one.method,
        code: one.code?.code,
      };
      for (const [part, value] of Object.entries(parts))
        typed[`results.${place}.${part}`] = String(value ?? '');
    }
    return typed;
  },
  said: (typed, { say, date }) => [
    [say(texts.labTitle), typed['title']],
    [say(texts.specimen), typed['specimen']],
    [say(texts.collected), typed['collectedOn'] && date(typed['collectedOn'])],
    ...resultsOf((name) => typed[name] ?? '').map(
      ({ name, value, valueText, unit }, place) =>
        [
          say(texts.result, { n: place + 1 }),
          [name, value ?? valueText, unit].filter(Boolean).join(' '),
        ] as const,
    ),
    [say(texts.conclusion), typed['conclusion']],
  ],
  contentOf: (given, signed) => ({
    title: given.text('title'),
    specimen: given.maybe('specimen'),
    collectedOn: given.day('collectedOn'),
    profile: given.maybe('profile'),
    orderNumber: given.maybe('orderNumber'),
    conclusion: given.maybe('conclusion'),
    results: withUnshown(
      resultsOf(
        (name) => given.text(name),
        (name) => given.number(name),
      ),
      signed,
    ),
  }),
  sign: (form, to, content, clientMutationId) =>
    'id' in to
      ? form.send(CORRECT_LABS, { input: { ...to, content, clientMutationId } })
      : form.send(LABS, { input: { ...to, content, clientMutationId } }),
  shownAt: (patientId, id) => paths.entry(patientId, 'LAB_REPORTS', id),
  Fields: LabFields,
};

export default function LabPage() {
  return <SheetPage sheet={LAB_REPORT} />;
}
