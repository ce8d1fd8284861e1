import type { Section } from '../gen/graphql';
import type { SectionView } from './view';

type Load = () => Promise<{ readonly default: SectionView }>;

/** Each section comes with its page and not before. */
export const VIEWS: Record<Section, Load> = {
  EXAMINATION_PROTOCOLS: () => import('./examinationProtocols'),
  LAB_REPORTS: () => import('./labReports'),
  COVID_TESTS: () => import('./covidTests'),
  VACCINATIONS: () => import('./vaccinations'),
  INSTRUMENTAL_STUDIES: () => import('./instrumentalStudies'),
  DISCHARGE_SUMMARIES: () => import('./dischargeSummaries'),
  HEALTH_DIARY: () => import('./healthDiary'),
  CHILD_DATA: () => import('./childData'),
  AMBULANCE_CALLS: () => import('./ambulanceCalls'),
  SICK_LEAVES: () => import('./sickLeaves'),
  PRESCRIPTIONS: () => import('./prescriptions'),
  CERTIFICATES: () => import('./certificates'),
  CHECK_UPS: () => import('./checkUps'),
  PREGNANCY_CARE: () => import('./pregnancyCare'),
  RENDERED_SERVICES: () => import('./renderedServices'),
};
