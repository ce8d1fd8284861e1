import { graphql } from '../gen/gql';
import type { ChildDataKind, EnteredAs } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { day, moment, oneOf, prose, text } from '../ui/Facts';
import { ChildBeside } from './child/ChildBeside';
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
  query ChildDataEntryEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on ChildDataEntry {
        ...EntryHeader
        kind substance name reaction severity occurredOn dose periodFrom periodUntil note
        enteredBy enteredAs enteredAt
        notes { text writtenAt version ofCurrent author { fullName position } organization { name shortName } }
      }
    }
  }
`);

const CHILD_DATA: Record<ChildDataKind, Both> = {
  ALLERGY: ['аллергия', 'allergy'],
  INJURY: ['травма', 'injury'],
  OPERATION: ['операция', 'operation'],
  MEDICATION: ['лекарство', 'medicine'],
  OTHER: ['другое', 'other'],
};
const ENTERED_AS: Record<EnteredAs, Both> = {
  MOTHER: ['мама', 'mother'],
  FATHER: ['папа', 'father'],
  PARENT: ['родитель', 'parent'],
  GUARDIAN: ['опекун', 'guardian'],
  TRUSTEE: ['попечитель', 'trustee'],
};

/** CHD-06: what a representative says of a child. */
export default sectionView({
  type: 'ChildDataEntry',
  list: LIST,
  entry: ENTRY,
  line: ({ kind, reaction, dose }, { say }) => ({
    details: [say(CHILD_DATA[kind]), reaction ?? dose, say(['со слов родителей', 'as the parents say'])],
  }),
  facts: {
    kind: oneOf('О чём запись', 'Kind', CHILD_DATA),
    substance: text('На что или что', 'Substance'),
    name: text('Что это', 'What it is'),
    reaction: prose('Реакция', 'Reaction'),
    severity: oneOf('Тяжесть', 'Severity', SEVERITY),
    occurredOn: day('Когда', 'When'),
    dose: text('Доза', 'Dose'),
    periodFrom: day('С', 'From'),
    periodUntil: day('По', 'Until'),
    note: prose('Заметка', 'Note'),
    enteredBy: text('Кто внёс', 'Entered by'),
    enteredAs: oneOf('Кем приходится', 'Relationship', ENTERED_AS),
    enteredAt: moment('Когда внесено', 'Entered'),
  },
  Beside: ChildBeside,
});
