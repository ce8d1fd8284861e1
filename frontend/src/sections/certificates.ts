import { graphql } from '../gen/gql';
import type { CertificateKind } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { day, oneOf, prose, text } from '../ui/Facts';
import { guardian } from './parts/guardian';
import { sectionView } from './view';

const LIST = graphql(`
  query MedicalCertificateList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: certificates(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry kind validUntil }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query MedicalCertificateEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on MedicalCertificate {
        ...EntryHeader
        kind number validUntil purpose conclusion restrictions issuer guardian { ...Guardian }
      }
    }
  }
`);

const KIND: Record<CertificateKind, Both> = {
  CHILD_ABSENCE: ['об отсутствии ребёнка', 'absence of a child'],
  POOL: ['в бассейн', 'swimming pool'],
  CAMP: ['в лагерь', 'camp'],
  EDUCATION: ['для учёбы', 'education'],
  WORK: ['для работы', 'work'],
  DRIVING: ['водительская', 'driving'],
  SPORT: ['для спорта', 'sport'],
  OTHER: ['другая', 'other'],
};

/** SEC-13: a medical certificate. */
export default sectionView({
  type: 'MedicalCertificate',
  list: LIST,
  entry: ENTRY,
  line: ({ kind, validUntil }, { say, date, t }) => ({
    details: [
      kind && kind !== 'OTHER' && say(KIND[kind]),
      validUntil && t('records.until', { date: date(validUntil) }),
    ],
  }),
  facts: {
    kind: oneOf('Вид', 'Kind', KIND),
    purpose: prose('Для чего', 'Purpose'),
    conclusion: prose('Заключение', 'Conclusion'),
    restrictions: prose('Ограничения', 'Restrictions'),
    validUntil: day('Действует до', 'Valid until'),
    number: text('Номер', 'Number'),
    issuer: text('Кто выдал', 'Issued by'),
    guardian,
  },
});
