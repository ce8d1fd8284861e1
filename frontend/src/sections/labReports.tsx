import { graphql } from '../gen/gql';
import { moment, oneOf, prose, text } from '../ui/Facts';
import { LabCount } from './parts/LabCount';
import { results, specimen } from './parts/labResults';
import { sectionView } from './view';

const LIST = graphql(`
  query LabReportList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: labReports(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry results { value referenceLow referenceHigh interpretation } }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query LabReportEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on LabReport {
        ...EntryHeader
        orderNumber profile collectedAt issuedAt conclusion status performer
        specimen { ...SpecimenPart }
        results { ...LabResultPart }
      }
    }
  }
`);

/** SEC-02: a laboratory report. */
export default sectionView({
  type: 'LabReport',
  list: LIST,
  entry: ENTRY,
  line: ({ results: all }) => ({ aside: <LabCount results={all ?? []} /> }),
  facts: {
    results,
    conclusion: prose('Заключение', 'Conclusion'),
    status: oneOf('Состояние', 'Status', {
      REGISTERED: ['зарегистрирован', 'registered'],
      PARTIAL: ['частичный', 'partial'],
      PRELIMINARY: ['предварительный', 'preliminary'],
      FINAL: ['окончательный', 'final'],
      AMENDED: ['дополнен', 'amended'],
      CORRECTED: ['исправлен', 'corrected'],
      CANCELLED: ['отменён', 'cancelled'],
      UNKNOWN: ['неизвестно', 'unknown'],
    }),
    profile: text('Профиль', 'Profile'),
    orderNumber: text('Номер заказа', 'Order number'),
    specimen,
    collectedAt: moment('Взят', 'Collected'),
    issuedAt: moment('Готов', 'Issued'),
    performer: text('Исполнитель', 'Performer'),
  },
});
