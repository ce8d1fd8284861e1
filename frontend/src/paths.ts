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
  labs: '/p/:patientId/s/2',
  trend: '/p/:patientId/s/2/:reportId/:result',
  diaryWrite: '/p/:patientId/s/7/write/:entryId?',
  childWrite: '/p/:patientId/s/8/write/:entryId?',
  timeline: '/p/:patientId/timeline',
  plan: '/p/:patientId/plan',
  documents: '/p/:patientId/documents',
  takeAway: '/p/:patientId/download',
  emergency: '/p/:patientId/emergency',
  paper: '/p/:patientId/paper',
  share: '/p/:patientId/share',
  diary: '/p/:patientId/diary',
  viewers: '/p/:patientId/viewers',
  booking: '/p/:patientId/booking',
  visitCode: '/p/:patientId/code',
  referrals: '/p/:patientId/referrals',
  services: '/p/:patientId/s/15',
  dispute: '/p/:patientId/dispute/:number/:entryId',
  complaints: '/p/:patientId/complaints',
  complaint: '/p/:patientId/complaints/:complaintId',
  ownServices: '/services',
  hidden: '/p/:patientId/hidden',
  sharing: '/p/:patientId/sharing',
  eyes: '/p/:patientId/sharing/:linkId',
  writeProtocol: '/p/:patientId/write/protocol/:entryId?',
  writeLabs: '/p/:patientId/write/labs/:entryId?',
  writeVaccination: '/p/:patientId/write/vaccination/:entryId?',
  writeExemption: '/p/:patientId/write/exemption/:entryId?',
  writeReferral: '/p/:patientId/write/referral/:entryId?',
  withdraw: '/p/:patientId/write/withdraw/:entryId',
  misplaced: '/p/:patientId/write/misplaced/:entryId',
  release: '/p/:patientId/write/release',
  signIn: '/sign-in',
  signUp: '/sign-up',
  reset: '/reset',
  recovery: '/recovery',
  profile: '/profile',
  settings: '/settings',
  access: '/access',
  accessNew: '/access/new',
  accessWho: '/access/who',
  accessPlans: '/access/plans',
  request: '/access/:requestId/:step?',
  family: '/family',
  familyNew: '/family/new',
  familyClaim: '/family/:claimId',
  notifications: '/notifications',
  regions: '/regions',
  cardCheck: '/card-check',
} as const;

const seg = encodeURIComponent;
const queryOf = (values: Record<string, string | undefined>) => {
  const told = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return told.length ? `?${new URLSearchParams(told)}` : '';
};
const numberOf = (section: Section) => SECTIONS.indexOf(section) + 1;

export const paths = {
  records: () => '/',
  record: (patientId: string) => `/p/${seg(patientId)}`,
  sections: (patientId: string) => `/p/${seg(patientId)}/s`,
  section: (patientId: string, section: Section, dates: { from?: string; to?: string } = {}) => {
    return `/p/${seg(patientId)}/s/${numberOf(section)}${queryOf(dates)}`;
  },
  entry: (patientId: string, section: Section, entryId: string) =>
    `/p/${seg(patientId)}/s/${numberOf(section)}/${seg(entryId)}`,
  /** Where the reader writes a new entry of a section, or changes one. */
  write: (patientId: string, section: Section, entryId?: string) =>
    `/p/${seg(patientId)}/s/${numberOf(section)}/write${entryId ? `/${seg(entryId)}` : ''}`,
  /** One analyte over time, named by the place of one of its results: an address says nothing of what is measured. */
  trend: (patientId: string, reportId: string, result: number) =>
    `/p/${seg(patientId)}/s/2/${seg(reportId)}/${result}`,
  timeline: (
    patientId: string,
    { sections = [], ...dates }: { sections?: readonly Section[]; from?: string; to?: string } = {},
  ) => {
    const numbers = sections.map(numberOf).join('.');
    return `/p/${seg(patientId)}/timeline${queryOf({ s: numbers, ...dates })}`;
  },
  plan: (patientId: string) => `/p/${seg(patientId)}/plan`,
  documents: (patientId: string, dates: { from?: string; to?: string } = {}) =>
    `/p/${seg(patientId)}/documents${queryOf(dates)}`,
  takeAway: (patientId: string) => `/p/${seg(patientId)}/download`,
  paper: (patientId: string) => `/p/${seg(patientId)}/paper`,
  emergency: (patientId: string) => `/p/${seg(patientId)}/emergency`,
  /** Links to parts of the record. */
  share: (patientId: string) => `/p/${seg(patientId)}/share`,
  /** A download, in the language of the page. */
  file: (path: string, language: string) => `${path}?language=${language}`,
  diary: (patientId: string) => `/p/${seg(patientId)}/diary`,
  booking: (patientId: string) => `/p/${seg(patientId)}/booking`,
  viewers: (patientId: string) => `/p/${seg(patientId)}/viewers`,
  visitCode: (patientId: string) => `/p/${seg(patientId)}/code`,
  /** Services and complaints about entries. */
  dispute: (patientId: string, section: Section, entryId: string) =>
    `/p/${seg(patientId)}/dispute/${numberOf(section)}/${seg(entryId)}`,
  complaints: (patientId: string) => `/p/${seg(patientId)}/complaints`,
  complaint: (patientId: string, complaintId: string) =>
    `/p/${seg(patientId)}/complaints/${seg(complaintId)}`,
  serviceCertificate: (patientId: string, language: string, dates: { from?: string; to?: string }) =>
    `/certificates/services/${seg(patientId)}${queryOf({ language, ...dates })}`,
  ownServices: (dates: { from?: string; to?: string } = {}) => `${routes.ownServices}${queryOf(dates)}`,
  hidden: (patientId: string) => `/p/${seg(patientId)}/hidden`,
  sharing: (patientId: string) => `/p/${seg(patientId)}/sharing`,
  eyes: (patientId: string, linkId: string) => `/p/${seg(patientId)}/sharing/${seg(linkId)}`,
  referrals: (patientId: string) => `/p/${seg(patientId)}/referrals`,
  /** What a doctor writes; `entryId` is a signed entry that is corrected. */
  sign: (
    patientId: string,
    what: 'protocol' | 'labs' | 'vaccination' | 'exemption' | 'referral',
    entryId?: string,
  ) => `/p/${seg(patientId)}/write/${what}${entryId ? `/${seg(entryId)}` : ''}`,
  withdraw: (patientId: string, entryId: string) => `/p/${seg(patientId)}/write/withdraw/${seg(entryId)}`,
  misplaced: (patientId: string, entryId: string) => `/p/${seg(patientId)}/write/misplaced/${seg(entryId)}`,
  release: (patientId: string) => `/p/${seg(patientId)}/write/release`,
  /** The account: before sign-in, and after. */
  signIn: () => routes.signIn,
  signUp: () => routes.signUp,
  reset: () => routes.reset,
  recovery: () => routes.recovery,
  profile: () => routes.profile,
  settings: () => routes.settings,
  /** Access and family. */
  access: () => routes.access,
  accessNew: () => routes.accessNew,
  accessWho: () => routes.accessWho,
  accessPlans: () => routes.accessPlans,
  request: (requestId: string, step?: string) => `/access/${seg(requestId)}${step ? `/${step}` : ''}`,
  family: () => routes.family,
  familyNew: () => routes.familyNew,
  familyClaim: (claimId: string) => `/family/${seg(claimId)}`,
  notifications: () => routes.notifications,
  regions: () => routes.regions,
  cardCheck: () => routes.cardCheck,
};

/** Addresses of people who are not signed in: whoever is has nothing to do there. */
export const isEntrance = (path: string): boolean =>
  [routes.signIn, routes.signUp, routes.reset, routes.recovery].some((one) => one === path);

/** The section of an address, or undefined for a number that no section has. */
export const sectionOf = (number: string | undefined): Section | undefined => SECTIONS[Number(number) - 1];

/** The sections of a timeline's address; none means all. */
export const sectionsOf = (numbers: string | undefined): Section[] =>
  (numbers ?? '').split('.').flatMap((number) => sectionOf(number) ?? []);

export const isRecordPath = (path: string): boolean => path.startsWith('/p/');

/** Addresses of staff's work. */
export const isDeskPath = (path: string): boolean =>
  /^\/(registry|mfc|staff|doctor|insurer|clinic|security)(\/|$)/.test(path);

/** Whose record an address is about. Sealed ids need no decoding. */
export const patientOf = (path: string): string | undefined =>
  isRecordPath(path) ? path.split('/')[2] || undefined : undefined;

/** Where who was given a link to a part of a record opens it; the link itself stands in the fragment. */
export const isSharedPath = (path: string): boolean => path === '/s';

/** Where anybody checks a document: its code, or undefined on every other page. */
export const verifyCodeOf = (path: string): string | undefined => /^\/verify\/([\w-]+)$/.exec(path)?.[1];
