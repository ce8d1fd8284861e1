import { graphql } from '../gen/gql';
import type { SickLeaveStatus } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { Tag } from '../ui/Basics';
import { day, oneOf, text } from '../ui/Facts';
import { sectionView } from './view';

const LIST = graphql(`
  query SickLeaveList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: sickLeaves(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry startsOn endsOn status }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query SickLeaveEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on SickLeave {
        ...EntryHeader
        number kind reasonCode startsOn endsOn employer status caredRelative commission
      }
    }
  }
`);

const STATUS: Record<SickLeaveStatus, Both> = {
  OPEN: ['открыт', 'open'],
  EXTENDED: ['продлён', 'extended'],
  CLOSED: ['закрыт', 'closed'],
  ANNULLED: ['аннулирован', 'annulled'],
};

/** SEC-12: a sick leave. */
export default sectionView({
  type: 'SickLeave',
  list: LIST,
  entry: ENTRY,
  line: ({ startsOn, endsOn, status }, { date, say }) => ({
    details: [startsOn && endsOn && `${date(startsOn)} — ${date(endsOn)}`],
    aside: status && <Tag tone="plain">{say(STATUS[status])}</Tag>,
  }),
  facts: {
    number: text('Номер', 'Number'),
    status: oneOf('Состояние', 'Status', STATUS),
    kind: oneOf('Вид', 'Kind', {
      PRIMARY: ['первичный', 'first'],
      CONTINUATION: ['продолжение', 'continuation'],
    }),
    startsOn: day('С', 'From'),
    endsOn: day('По', 'Until'),
    reasonCode: text('Код причины', 'Reason code'),
    employer: text('Работодатель', 'Employer'),
    caredRelative: text('За кем уход', 'Care of'),
    commission: text('Врачебная комиссия', 'Medical commission'),
  },
});
