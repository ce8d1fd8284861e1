import type { VaccinationInput } from '../gen/graphql';
import { infectionsSaid } from '../norm/infections';
import { paths } from '../paths';
import { CORRECT_VACCINATION, VACCINATE } from './documents';
import { SheetPage } from './SheetPage';
import type { Sheet } from './sheet';
import { texts } from './texts';
import { VACCINE_REST, VACCINE_TEXTS, VaccinationFields } from './VaccinationFields';

const VACCINATION: Sheet<VaccinationInput> = {
  title: texts.vaccination,
  correction: texts.vaccinationCorrection,
  lead: texts.vaccineLead,
  typedOf(signed) {
    if (signed.__typename !== 'Vaccination' || signed.status !== 'DONE') return undefined;
    const { infections, date, doseMl, expiresOn } = signed;
    const texts = Object.fromEntries(
      [...VACCINE_TEXTS, ...VACCINE_REST].map((name) => [name, signed[name] ?? '']),
    );
    return {
      ...texts,
      infections: (infections ?? []).join(','),
      givenOn: date,
      doseMl: String(doseMl ?? ''),
      expiresOn: expiresOn ?? '',
    };
  },
  said: (typed, { say, date }) => [
    ...VACCINE_TEXTS.map((name) => [say(texts[name]), typed[name]] as const),
    [say(texts.infections), infectionsSaid((typed['infections'] ?? '').split(','), say)],
    [say(texts.givenOn), typed['givenOn'] && date(typed['givenOn'])],
    [say(texts.doseMl), typed['doseMl']],
    [say(texts.expiresOn), typed['expiresOn'] && date(typed['expiresOn'])],
    ...VACCINE_REST.map((name) => [say(texts[name]), typed[name]] as const),
  ],
  contentOf: (given) => ({
    vaccineName: given.text('vaccineName'),
    infections: given.chosen('infections'),
    givenOn: given.day('givenOn'),
    doseLabel: given.maybe('doseLabel'),
    doseMl: given.number('doseMl'),
    series: given.maybe('series'),
    expiresOn: given.day('expiresOn'),
    route: given.maybe('route'),
    site: given.maybe('site'),
    manufacturer: given.maybe('manufacturer'),
    reactionLocal: given.maybe('reactionLocal'),
    reactionGeneral: given.maybe('reactionGeneral'),
  }),
  sign: (form, to, content, clientMutationId) =>
    'id' in to
      ? form.send(CORRECT_VACCINATION, { input: { ...to, content, clientMutationId } })
      : form.send(VACCINATE, { input: { ...to, content, clientMutationId } }),
  shownAt: (patientId, id) => paths.entry(patientId, 'VACCINATIONS', id),
  Fields: VaccinationFields,
};

/** A doctor writes down a vaccination that was given, or how it was borne. */
export default function VaccinationPage() {
  return <SheetPage sheet={VACCINATION} />;
}
