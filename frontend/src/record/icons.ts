import type { Section } from '../gen/graphql';
import type { IconName } from '../ui/Icon';

export const SECTION_ICONS: Record<Section, IconName> = {
  EXAMINATION_PROTOCOLS: 'page',
  LAB_REPORTS: 'flask',
  COVID_TESTS: 'flask',
  VACCINATIONS: 'syringe',
  INSTRUMENTAL_STUDIES: 'scan',
  DISCHARGE_SUMMARIES: 'bed',
  HEALTH_DIARY: 'heart',
  CHILD_DATA: 'child',
  AMBULANCE_CALLS: 'truck',
  SICK_LEAVES: 'calendar',
  PRESCRIPTIONS: 'pill',
  CERTIFICATES: 'page',
  CHECK_UPS: 'check',
  PREGNANCY_CARE: 'heart',
  RENDERED_SERVICES: 'coin',
};
