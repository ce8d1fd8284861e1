import { graphql } from '../gen/gql';
import { moment, oneOf, prose, text } from '../ui/Facts';
import { MEASURE } from './measure';
import { measured, unit } from './parts/measured';
import { Reading } from './parts/Reading';
import { sectionView } from './view';

const LIST = graphql(`
  query HealthDiaryEntryList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: healthDiary(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry measure value valueSecond unit measuredAt context }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query HealthDiaryEntryEntry($id: ID!) {
    node(id: $id) {
      __typename
      ... on HealthDiaryEntry {
        ...EntryHeader
        measure value valueSecond unit measuredAt origin context note
      }
    }
  }
`);

/** SEC-07: one measurement by the patient or a representative. */
export default sectionView({
  type: 'HealthDiaryEntry',
  list: LIST,
  entry: ENTRY,
  line: (node, { time }) => ({
    details: [time(node.measuredAt), node.context],
    aside: <Reading {...node} />,
  }),
  facts: {
    measure: oneOf('Что измерено', 'Measure', MEASURE),
    value: measured('Значение', 'Value'),
    valueSecond: measured('Второе значение', 'Second value'),
    unit,
    measuredAt: moment('Когда', 'Measured at'),
    context: text('Обстоятельства', 'Context'),
    note: prose('Заметка', 'Note'),
    origin: oneOf('Как внесено', 'Entered by', {
      MANUAL: ['вручную', 'hand'],
      DEVICE: ['прибором', 'a device'],
      VOICE: ['голосом', 'voice'],
    }),
  },
});
