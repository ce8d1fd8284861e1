import { graphql } from '../gen/gql';
import type { PrescriptionStatus } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { Tag } from '../ui/Basics';
import { coding, day, oneOf, text, yesNo } from '../ui/Facts';
import { dispenses } from './parts/dispenses';
import { sectionView } from './view';

const LIST = graphql(`
  query PrescriptionList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: prescriptions(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry inn dose status }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query PrescriptionEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on Prescription {
        ...EntryHeader
        series number validUntil inn tradeName medicine { system code display } form dose route frequency duration quantity benefit urgent
        status
        dispenses { ...DispensePart }
      }
    }
  }
`);

const STATUS: Record<PrescriptionStatus, Both> = {
  ACTIVE: ['действует', 'active'],
  COMPLETED: ['отпущен', 'completed'],
  ON_HOLD: ['приостановлен', 'on hold'],
  CANCELLED: ['отменён', 'cancelled'],
  EXPIRED: ['истёк', 'expired'],
  DRAFT: ['черновик', 'draft'],
  UNKNOWN: ['неизвестно', 'unknown'],
};

/** SEC-13: a prescription. */
export default sectionView({
  type: 'Prescription',
  list: LIST,
  entry: ENTRY,
  line: ({ inn, dose, status }, { say }) => ({
    details: [inn, dose],
    aside: status && <Tag tone={status === 'ACTIVE' ? 'good' : 'plain'}>{say(STATUS[status])}</Tag>,
  }),
  facts: {
    tradeName: text('Лекарство', 'Medicine'),
    inn: text('МНН', 'INN'),
    form: text('Форма', 'Form'),
    dose: text('Доза', 'Dose'),
    frequency: text('Как часто', 'How often'),
    duration: text('Как долго', 'How long'),
    route: text('Способ', 'Route'),
    quantity: text('Количество', 'Quantity'),
    status: oneOf('Состояние', 'Status', STATUS),
    validUntil: day('Действует до', 'Valid until'),
    series: text('Серия', 'Series'),
    number: text('Номер', 'Number'),
    benefit: yesNo('Льготный', 'Subsidised'),
    urgent: yesNo('Срочно', 'Urgent'),
    medicine: coding('Код', 'Code'),
    dispenses,
  },
});
