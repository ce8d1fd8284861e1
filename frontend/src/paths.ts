import type { Section } from './gen/graphql';

/** Order of the schema. Addresses carry a section's number and sealed ids: no health data in a shared history. */
export const SECTIONS = [
  'EXAMINATION_PROTOCOLS',
  'LAB_REPORTS',
  'COVID_TESTS',
  'VACCINATIONS',
  'INSTRUMENTAL_STUDIES',
  'DISCHARGE_SUMMARIES',
  'HEALTH_DIARY',
  'CHILD_DATA',
  'AMBULANCE_CALLS',
  'SICK_LEAVES',
  'PRESCRIPTIONS',
  'CERTIFICATES',
  'CHECK_UPS',
  'PREGNANCY_CARE',
  'RENDERED_SERVICES',
] as const satisfies readonly Section[];

export const routes = {
  records: '/',
  record: '/p/:patientId',
  sections: '/p/:patientId/s',
  section: '/p/:patientId/s/:number',
  entry: '/p/:patientId/s/:number/:entryId',
  plan: '/p/:patientId/plan',
  viewers: '/p/:patientId/viewers',
} as const;

const seg = encodeURIComponent;
const numberOf = (section: Section) => SECTIONS.indexOf(section) + 1;

export const paths = {
  records: () => '/',
  record: (patientId: string) => `/p/${seg(patientId)}`,
  sections: (patientId: string) => `/p/${seg(patientId)}/s`,
  section: (patientId: string, section: Section, dates: { from?: string; to?: string } = {}) => {
    const query = new URLSearchParams(Object.entries(dates).filter(([, day]) => day)).toString();
    return `/p/${seg(patientId)}/s/${numberOf(section)}${query && `?${query}`}`;
  },
  entry: (patientId: string, section: Section, entryId: string) =>
    `/p/${seg(patientId)}/s/${numberOf(section)}/${seg(entryId)}`,
  plan: (patientId: string) => `/p/${seg(patientId)}/plan`,
  viewers: (patientId: string) => `/p/${seg(patientId)}/viewers`,
};

/** The section of an address, or undefined for a number that no section has. */
export const sectionOf = (number: string | undefined): Section | undefined => SECTIONS[Number(number) - 1];

export const isRecordPath = (path: string): boolean => path.startsWith('/p/');

/** Whose record an address is about. Sealed ids need no decoding. */
export const patientOf = (path: string): string | undefined =>
  isRecordPath(path) ? path.split('/')[2] || undefined : undefined;
