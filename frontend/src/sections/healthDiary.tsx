import { graphql } from '../gen/gql';
import { amount, moment, oneOf, prose } from '../ui/Facts';
import { CONTEXT } from './diary/context';
import { DiaryBeside } from './diary/DiaryBeside';
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
  query HealthDiaryEntryEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on HealthDiaryEntry {
        ...EntryHeader
        measure value valueSecond pulse minutes intensity unit measuredAt origin context note
        alerts { code message }
      }
    }
  }
`);

/** SEC-07: one measurement by the patient or a representative. */
export default sectionView({
  type: 'HealthDiaryEntry',
  list: LIST,
  entry: ENTRY,
  line: (node, { time, say }) => ({
    details: [time(node.measuredAt), node.context && say(CONTEXT[node.context])],
    aside: <Reading {...node} />,
  }),
  facts: {
    measure: oneOf('Что измерено', 'Measure', MEASURE),
    value: measured('Значение', 'Value'),
    valueSecond: measured('Второе значение', 'Second value'),
    unit,
    pulse: amount('Пульс', 'Pulse', ['в минуту', 'a minute']),
    minutes: amount('Сколько длился', 'Lasted', ['мин', 'min']),
    intensity: amount('Сила боли', 'Pain', ['из 10', 'of 10']),
    measuredAt: moment('Когда', 'Measured at'),
    context: oneOf('Обстоятельства', 'Context', CONTEXT),
    note: prose('Заметка', 'Note'),
    origin: oneOf('Как внесено', 'Entered by', {
      MANUAL: ['вручную', 'hand'],
      DEVICE: ['прибором', 'a device'],
      VOICE: ['голосом', 'voice'],
    }),
  },
  Beside: DiaryBeside,
});
