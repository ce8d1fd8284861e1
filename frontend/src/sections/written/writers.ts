import { useAccess } from '../../api/viewer';
import type { Section, Standing } from '../../gen/graphql';

const CHILD: readonly Standing[] = ['PARENT_OF_CHILD', 'GUARDIAN', 'TRUSTEE_OF_CHILD'];
/** Sections that people write themselves, each by whom; the server decides anew. */
const WRITERS: Partial<Record<Section, readonly Standing[]>> = {
  HEALTH_DIARY: ['SELF_TEEN', 'SELF_ADULT', ...CHILD],
  CHILD_DATA: [...CHILD, 'PARENT_OF_TEEN', 'TRUSTEE_OF_TEEN'],
};

/** Whether people keep the section themselves: no doctor, clinic or document stands behind an entry. */
export const isKeptByFamily = (section: Section): boolean => section in WRITERS;

export const useMayWrite = (patientId: string, section: Section): boolean => {
  const writers = WRITERS[section] ?? [];
  return useAccess(patientId).some(({ standing }) => writers.includes(standing));
};
