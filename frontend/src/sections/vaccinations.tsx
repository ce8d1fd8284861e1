import { graphql } from '../gen/gql';
import type { VaccinationStatus } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { Tag, type Tone } from '../ui/Basics';
import { amount, coding, day, oneOf, prose, text } from '../ui/Facts';
import { infections } from './parts/infections';
import { sectionView } from './view';

const LIST = graphql(`
  query VaccinationList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: vaccinations(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry status vaccineName doseLabel }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query VaccinationEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on Vaccination {
        ...EntryHeader
        status infections vaccineName vaccine { system code display } doseLabel doseMl route site series expiresOn manufacturer
        performer reactionLocal reactionGeneral exemptionKind exemptionFrom exemptionUntil exemptionReason skinTest papuleMm
      }
    }
  }
`);

const STATUS: Record<VaccinationStatus, Both> = {
  DONE: ['сделана', 'done'],
  EXEMPT: ['медотвод', 'exemption'],
  REFUSED: ['отказ', 'refused'],
  NOT_DONE: ['не сделана', 'not done'],
};
const TONE: Record<VaccinationStatus, Tone> = {
  DONE: 'good',
  EXEMPT: 'plain',
  REFUSED: 'warn',
  NOT_DONE: 'plain',
};

/** SEC-04, SEC-10: a vaccination, an exemption, a refusal or a skin test. */
export default sectionView({
  type: 'Vaccination',
  list: LIST,
  entry: ENTRY,
  line: ({ status, vaccineName, title, doseLabel }, { say }) => ({
    details: [vaccineName !== title && vaccineName, doseLabel],
    aside: (
      <Tag tone={TONE[status]}>
        {status === 'DONE' && <span aria-hidden="true">✓</span>}
        {say(STATUS[status])}
      </Tag>
    ),
  }),
  facts: {
    status: oneOf('Состояние', 'Status', STATUS),
    infections,
    vaccineName: text('Вакцина', 'Vaccine'),
    doseLabel: text('Какая по счёту', 'Dose'),
    doseMl: amount('Доза', 'Amount', ['мл', 'ml']),
    reactionLocal: prose('Реакция на месте укола', 'Local reaction'),
    reactionGeneral: prose('Общая реакция', 'General reaction'),
    skinTest: oneOf('Кожная проба', 'Skin test', {
      MANTOUX: ['проба Манту', 'Mantoux test'],
      DIASKINTEST: ['Диаскинтест', 'Diaskintest'],
    }),
    papuleMm: amount('Размер папулы', 'Papule', ['мм', 'mm']),
    exemptionKind: oneOf('Медотвод', 'Exemption', {
      PERMANENT: ['постоянный', 'permanent'],
      TEMPORARY: ['временный', 'temporary'],
    }),
    exemptionFrom: day('Медотвод с', 'Exempt from'),
    exemptionUntil: day('Медотвод до', 'Exempt until'),
    exemptionReason: prose('Причина медотвода', 'Reason of the exemption'),
    route: text('Способ', 'Route'),
    site: text('Куда', 'Site'),
    series: text('Серия', 'Batch'),
    expiresOn: day('Годна до', 'Expires'),
    manufacturer: text('Производитель', 'Manufacturer'),
    performer: text('Кто сделал', 'Given by'),
    vaccine: coding('Код вакцины', 'Vaccine code'),
  },
});
