import { graphql } from '../gen/gql';
import { amount, day, prose } from '../ui/Facts';
import { guardian } from './parts/guardian';
import { visits } from './parts/pregnancyVisits';
import { sectionView } from './view';

const LIST = graphql(`
  query PregnancyCareList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: pregnancyCare(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry dueOn outcome }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query PregnancyCareEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on PregnancyCare {
        ...EntryHeader
        registeredOn lastMenstruationOn dueOn registrationWeeks gravida para firstScreening secondScreening risk plan partnerTests outcome
        visits { ...PregnancyVisitPart }
        guardian { ...Guardian }
      }
    }
  }
`);

/** SEC-15: the care of one pregnancy. */
export default sectionView({
  type: 'PregnancyCare',
  list: LIST,
  entry: ENTRY,
  line: ({ dueOn, outcome }, { say, date }) => ({
    details: [outcome ?? (dueOn && say([`роды ожидаются ${date(dueOn)}`, `due ${date(dueOn)}`]))],
  }),
  facts: {
    registeredOn: day('Постановка на учёт', 'Registered'),
    registrationWeeks: amount('Срок при постановке', 'Weeks at registration', ['нед.', 'weeks']),
    dueOn: day('Предполагаемая дата родов', 'Due date'),
    lastMenstruationOn: day('Последняя менструация', 'Last menstruation'),
    gravida: amount('Беременность по счёту', 'Gravida'),
    para: amount('Родов было', 'Para'),
    risk: prose('Риск', 'Risk'),
    plan: prose('План', 'Plan'),
    visits,
    firstScreening: prose('Первый скрининг', 'First screening'),
    secondScreening: prose('Второй скрининг', 'Second screening'),
    partnerTests: prose('Обследование партнёра', "Partner's tests"),
    outcome: prose('Исход', 'Outcome'),
    guardian,
  },
});
