import { graphql } from '../gen/gql';
import { moment, prose, text } from '../ui/Facts';
import { diagnoses, mainDiagnosis } from './parts/diagnosis';
import { sectionView } from './view';

const LIST = graphql(`
  query AmbulanceCallList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: ambulanceCalls(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry result diagnoses { kind wording code { code display } } }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query AmbulanceCallEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on AmbulanceCall {
        ...EntryHeader
        callNumber receivedAt dispatchedAt arrivedAt finishedAt reason address caller crew complaint condition vitals aid drugs result
        hospital
        diagnoses { ...Diagnosis }
      }
    }
  }
`);

/** SEC-11: an ambulance call. */
export default sectionView({
  type: 'AmbulanceCall',
  list: LIST,
  entry: ENTRY,
  line: ({ result, diagnoses: all }) => ({ details: [mainDiagnosis(all), result] }),
  facts: {
    reason: prose('Повод', 'Reason'),
    complaint: prose('Жалобы', 'Complaint'),
    diagnoses,
    condition: prose('Состояние', 'Condition'),
    vitals: prose('Показатели', 'Vital signs'),
    aid: prose('Помощь', 'Aid given'),
    drugs: prose('Лекарства', 'Medicines'),
    result: text('Итог', 'Result'),
    hospital: text('Больница', 'Hospital'),
    receivedAt: moment('Вызов принят', 'Call received'),
    dispatchedAt: moment('Выезд', 'Dispatched'),
    arrivedAt: moment('Прибытие', 'Arrived'),
    finishedAt: moment('Окончание', 'Finished'),
    callNumber: text('Номер вызова', 'Call number'),
    crew: text('Бригада', 'Crew'),
    caller: text('Кто вызвал', 'Caller'),
    address: text('Адрес', 'Address'),
  },
});
