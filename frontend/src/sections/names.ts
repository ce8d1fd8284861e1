import type { CareConditions, Severity } from '../gen/graphql';
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
