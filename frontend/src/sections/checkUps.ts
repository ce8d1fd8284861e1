import { graphql } from '../gen/gql';
import type { CheckUpKind } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { amount, day, list, oneOf, prose, text } from '../ui/Facts';
import { sectionView } from './view';

const LIST = graphql(`
  query CheckUpList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: checkUps(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry kind healthGroup }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query CheckUpEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on CheckUp {
        ...EntryHeader
        kind stage periodFrom periodUntil studies riskFactors healthGroup findings physicalEducationGroup referrals
      }
    }
  }
`);

const KIND: Record<CheckUpKind, Both> = {
  ADULT_PERIODIC: ['диспансеризация', 'periodic check-up'],
  ADULT_PREVENTIVE: ['профилактический осмотр', 'preventive examination'],
  ADVANCED: ['углублённая', 'advanced'],
  CHILD: ['детский осмотр', "child's examination"],
  REPRODUCTIVE: ['репродуктивное здоровье', 'reproductive health'],
};

/** SEC-14: a preventive check-up. */
export default sectionView({
  type: 'CheckUp',
  list: LIST,
  entry: ENTRY,
  line: ({ kind, healthGroup }, { say }) => ({
    details: [
      kind && say(KIND[kind]),
      healthGroup && say([`группа здоровья ${healthGroup}`, `health group ${healthGroup}`]),
    ],
  }),
  facts: {
    healthGroup: text('Группа здоровья', 'Health group'),
    physicalEducationGroup: text('Группа по физкультуре', 'Physical education group'),
    findings: prose('Что выявлено', 'Findings'),
    kind: oneOf('Вид', 'Kind', KIND),
    stage: amount('Этап', 'Stage'),
    periodFrom: day('С', 'From'),
    periodUntil: day('По', 'Until'),
    studies: list('Что сделано', 'Done'),
    riskFactors: list('Факторы риска', 'Risk factors'),
    referrals: list('Направления', 'Referrals'),
  },
});
