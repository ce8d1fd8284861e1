import { graphql } from '../gen/gql';
import { amount, list, moment, oneOf, prose, text } from '../ui/Facts';
import { CARE_CONDITIONS } from './names';
import { carePlans, procedures, referrals } from './parts/clinical';
import { diagnoses, mainDiagnosis } from './parts/diagnosis';
import { guardian } from './parts/guardian';
import { privateNotes } from './parts/privateNotes';
import { vitalSigns } from './parts/vitalSigns';
import { sectionView } from './view';

const LIST = graphql(`
  query ExaminationProtocolList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: examinationProtocols(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry specialty diagnoses { kind wording code { code display } } }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query ExaminationProtocolEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on ExaminationProtocol {
        ...EntryHeader
        startedAt endedAt specialty visitKind careForm careConditions place paymentSource complaints diseaseHistory lifeHistory
        socialHistory obstetricHistory pregnancyNumber allergiesNote epidemiology objectiveStatus severity scores conclusion
        diagnoses { ...Diagnosis }
        vitalSigns { ...VitalSignPart }
        procedures { ...ProcedurePart }
        carePlans { ...CarePlanPart }
        referrals { ...ReferralPart }
        drugs services recommendations
        privateNotes { ...PrivateNotePart }
        guardian { ...Guardian }
      }
    }
  }
`);

/** SEC-01: a doctor's examination. */
export default sectionView({
  type: 'ExaminationProtocol',
  list: LIST,
  entry: ENTRY,
  line: ({ specialty, author, diagnoses: all }) => ({
    details: [mainDiagnosis(all), author?.fullName ?? specialty],
  }),
  facts: {
    specialty: text('Специальность', 'Specialty'),
    diagnoses,
    conclusion: prose('Заключение', 'Conclusion'),
    recommendations: prose('Рекомендации', 'Recommendations'),
    drugs: list('Лекарства', 'Medicines'),
    referrals,
    carePlans,
    complaints: prose('Жалобы', 'Complaints'),
    diseaseHistory: prose('История болезни', 'History of the disease'),
    lifeHistory: prose('История жизни', 'Life history'),
    socialHistory: prose('Образ жизни', 'Social history'),
    obstetricHistory: prose('Акушерская история', 'Obstetric history'),
    pregnancyNumber: amount('Какая беременность', 'Pregnancy number'),
    allergiesNote: prose('Аллергии', 'Allergies'),
    epidemiology: prose('Эпиданамнез', 'Epidemiology'),
    objectiveStatus: prose('Осмотр', 'Examination'),
    vitalSigns,
    severity: text('Тяжесть состояния', 'Severity'),
    scores: list('Шкалы', 'Scores'),
    procedures,
    services: list('Услуги', 'Services'),
    startedAt: moment('Начало', 'Started'),
    endedAt: moment('Окончание', 'Ended'),
    visitKind: oneOf('Обращение', 'Visit', {
      PRIMARY: ['первичное', 'first'],
      REPEAT: ['повторное', 'repeat'],
    }),
    careForm: oneOf('Форма помощи', 'Form of care', {
      PLANNED: ['плановая', 'planned'],
      URGENT: ['неотложная', 'urgent'],
      EMERGENCY: ['экстренная', 'emergency'],
    }),
    careConditions: oneOf('Условия', 'Conditions', CARE_CONDITIONS),
    place: text('Место', 'Place'),
    paymentSource: text('Источник оплаты', 'Paid by'),
    privateNotes,
    guardian,
  },
});
