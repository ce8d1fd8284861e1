import type { CareConditions, Interpretation, Severity } from '../gen/graphql';
import type { Both } from '../i18n/locale';

/** Names of codes that more than one section uses. */
export const CARE_CONDITIONS: Record<CareConditions, Both> = {
  OUTPATIENT: ['амбулаторно', 'outpatient'],
  INPATIENT: ['в стационаре', 'inpatient'],
  DAY_CARE: ['в дневном стационаре', 'day care'],
  AMBULANCE: ['скорая помощь', 'ambulance'],
  HOME: ['на дому', 'at home'],
  REMOTE: ['удалённо', 'remote'],
};

export const SEVERITY: Record<Severity, Both> = {
  MILD: ['лёгкая', 'mild'],
  MODERATE: ['средняя', 'moderate'],
  SEVERE: ['тяжёлая', 'severe'],
};

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
