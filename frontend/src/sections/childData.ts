import { graphql } from '../gen/gql';
import type { ChildDataKind } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { day, oneOf, prose, text } from '../ui/Facts';
import { SEVERITY } from './names';
import { sectionView } from './view';

const LIST = graphql(`
  query ChildDataEntryList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: childData(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry kind reaction dose severity }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query ChildDataEntryEntry($id: ID!) {
    node(id: $id) {
      __typename
      ... on ChildDataEntry {
        ...EntryHeader
        kind substance reaction severity occurredOn dose periodFrom periodUntil note enteredBy
      }
    }
  }
`);

const KIND: Record<ChildDataKind, Both> = {
  ALLERGY: ['аллергия', 'allergy'],
  INJURY: ['травма', 'injury'],
  OPERATION: ['операция', 'operation'],
  MEDICATION: ['лекарство', 'medicine'],
  OTHER: ['другое', 'other'],
};

/** CHD-06: what a representative says of a child. */
export default sectionView({
  type: 'ChildDataEntry',
  list: LIST,
  entry: ENTRY,
  line: ({ kind, reaction, dose }, { say }) => ({ details: [say(KIND[kind]), reaction ?? dose] }),
  facts: {
    kind: oneOf('Что это', 'Kind', KIND),
    substance: text('На что или что', 'Substance'),
    reaction: prose('Реакция', 'Reaction'),
    severity: oneOf('Тяжесть', 'Severity', SEVERITY),
    occurredOn: day('Когда', 'When'),
    dose: text('Доза', 'Dose'),
    periodFrom: day('С', 'From'),
    periodUntil: day('По', 'Until'),
    note: prose('Заметка', 'Note'),
    enteredBy: text('Кто внёс', 'Entered by'),
  },
});
