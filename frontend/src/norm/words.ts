import type { Interpretation } from '../gen/graphql';
import type { Both } from '../i18n/locale';

export const INTERPRETATION: Record<Interpretation, Both> = {
  NORMAL: ['в норме', 'normal'],
  LOW: ['ниже нормы', 'below normal'],
  HIGH: ['выше нормы', 'above normal'],
  CRITICAL_LOW: ['опасно низко', 'critically low'],
  CRITICAL_HIGH: ['опасно высоко', 'critically high'],
  ABNORMAL: ['не в норме', 'not normal'],
  POSITIVE: ['обнаружено', 'positive'],
  NEGATIVE: ['не обнаружено', 'negative'],
  INDETERMINATE: ['неясно', 'unclear'],
};
