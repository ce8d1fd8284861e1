import { graphql } from '../gen/gql';
import { moment, prose, text } from '../ui/Facts';
import { procedures } from './parts/clinical';
import { diagnoses, mainDiagnosis } from './parts/diagnosis';
import { guardian } from './parts/guardian';
import { vitalSigns } from './parts/vitalSigns';
import { sectionView } from './view';

const LIST = graphql(`
  query DischargeSummaryList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: dischargeSummaries(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry ward diagnoses { kind wording code { code display } } }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query DischargeSummaryEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on DischargeSummary {
        ...EntryHeader
        admittedAt dischargedAt ward channel history studies consultations operations treatment transfusions condition outcome result
        recommendations sickLeaveNumber
        diagnoses { ...Diagnosis }
        vitalSigns { ...VitalSignPart }
        procedures { ...ProcedurePart }
        guardian { ...Guardian }
      }
    }
  }
`);

/** SEC-06: the summary of a hospital stay. */
export default sectionView({
  type: 'DischargeSummary',
  list: LIST,
  entry: ENTRY,
  line: ({ ward, diagnoses: all }) => ({ details: [mainDiagnosis(all), ward] }),
  facts: {
    admittedAt: moment('Поступление', 'Admitted'),
    dischargedAt: moment('Выписка', 'Discharged'),
    ward: text('Отделение', 'Ward'),
    channel: text('Как поступил', 'Admitted by'),
    diagnoses,
    outcome: text('Исход', 'Outcome'),
    result: text('Результат', 'Result'),
    condition: prose('Состояние при выписке', 'Condition at discharge'),
    recommendations: prose('Рекомендации', 'Recommendations'),
    treatment: prose('Лечение', 'Treatment'),
    operations: prose('Операции', 'Operations'),
    procedures,
    history: prose('История болезни', 'History'),
    studies: prose('Исследования', 'Studies'),
    consultations: prose('Консультации', 'Consultations'),
    transfusions: prose('Переливания', 'Transfusions'),
    vitalSigns,
    sickLeaveNumber: text('Номер больничного', 'Sick leave number'),
    guardian,
  },
});
