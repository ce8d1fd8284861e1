import { graphql } from '../gen/gql';
import type { Modality } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { amount, coding, list, moment, oneOf, prose, text, yesNo } from '../ui/Facts';
import { sectionView } from './view';

const LIST = graphql(`
  query InstrumentalStudyList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: instrumentalStudies(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry modality bodyRegion }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query InstrumentalStudyEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on InstrumentalStudy {
        ...EntryHeader
        code { system code display } modality bodyRegion laterality contrast doseMsv device description conclusion pathologies
        imageCount performedAt
      }
    }
  }
`);

const MODALITY: Record<Modality, Both> = {
  ULTRASOUND: ['УЗИ', 'ultrasound'],
  RADIOGRAPHY: ['рентген', 'X-ray'],
  FLUOROGRAPHY: ['флюорография', 'fluorography'],
  MAMMOGRAPHY: ['маммография', 'mammography'],
  CT: ['КТ', 'CT'],
  MRI: ['МРТ', 'MRI'],
  ECG: ['ЭКГ', 'ECG'],
  ENDOSCOPY: ['эндоскопия', 'endoscopy'],
  FUNCTIONAL: ['функциональное исследование', 'functional study'],
  OTHER: ['другое', 'other'],
};

/** SEC-05: a study by an instrument. */
export default sectionView({
  type: 'InstrumentalStudy',
  list: LIST,
  entry: ENTRY,
  line: ({ modality, bodyRegion }, { say }) => ({
    details: [modality !== 'OTHER' && say(MODALITY[modality]), bodyRegion],
  }),
  facts: {
    conclusion: prose('Заключение', 'Conclusion'),
    description: prose('Описание', 'Description'),
    pathologies: list('Что найдено', 'Findings'),
    modality: oneOf('Вид исследования', 'Modality', MODALITY),
    bodyRegion: text('Область', 'Region'),
    laterality: oneOf('Сторона', 'Side', {
      LEFT: ['левая', 'left'],
      RIGHT: ['правая', 'right'],
      BOTH: ['обе', 'both'],
    }),
    contrast: yesNo('С контрастом', 'With contrast'),
    doseMsv: amount('Доза облучения', 'Radiation dose', ['мЗв', 'mSv']),
    device: text('Аппарат', 'Device'),
    imageCount: amount('Снимков', 'Images'),
    performedAt: moment('Проведено', 'Performed'),
    code: coding('Код', 'Code'),
  },
});
