import { graphql } from '../gen/gql';
import type { CovidTestKind, CovidTestResult } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { NormTag } from '../norm/NormTag';
import { amount, moment, oneOf, text } from '../ui/Facts';
import { measured, unit } from './parts/measured';
import { sectionView } from './view';

const LIST = graphql(`
  query CovidTestList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: covidTests(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry testKind result }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query CovidTestEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on CovidTest {
        ...EntryHeader
        testKind specimen sampledAt resultedAt result value unit ct laboratory
      }
    }
  }
`);

const KIND: Record<CovidTestKind, Both> = {
  PCR: ['ПЦР', 'PCR'],
  ANTIGEN: ['антиген', 'antigen'],
  IGM: ['антитела IgM', 'IgM antibodies'],
  IGG: ['антитела IgG', 'IgG antibodies'],
  ANTIBODIES: ['антитела', 'antibodies'],
  OTHER: ['другой', 'other'],
};
const RESULT: Record<CovidTestResult, Both> = {
  POSITIVE: ['положительный', 'positive'],
  NEGATIVE: ['отрицательный', 'negative'],
  INDETERMINATE: ['неопределённый', 'unclear'],
};

/** SEC-03: a test for SARS-CoV-2 or for antibodies to it. */
export default sectionView({
  type: 'CovidTest',
  list: LIST,
  entry: ENTRY,
  line: ({ testKind, result }, { say }) => ({
    details: [testKind && say(KIND[testKind])],
    aside: result && <NormTag norm={result} />,
  }),
  facts: {
    result: oneOf('Результат', 'Result', RESULT),
    testKind: oneOf('Вид теста', 'Kind of test', KIND),
    value: measured('Значение', 'Value'),
    unit,
    ct: amount('Пороговый цикл (Ct)', 'Threshold cycle (Ct)'),
    specimen: text('Материал', 'Specimen'),
    sampledAt: moment('Взят', 'Sampled'),
    resultedAt: moment('Готов', 'Ready'),
    laboratory: text('Лаборатория', 'Laboratory'),
  },
});
