const seg = encodeURIComponent;

/** Addresses of staff's work, apart from paths.ts: no patient needs them. */
export const deskRoutes = {
  registry: '/registry',
  serviceCases: '/registry/cases',
  serviceCase: '/registry/cases/:id',
  acts: '/registry/acts',
  newAct: '/registry/acts/new',
  request: '/registry/:id',
  mfc: '/mfc',
  mfcClaim: '/mfc/:id',
  staff: '/staff',
  newAppointment: '/staff/new',
  doctor: '/doctor',
  findPatient: '/doctor/find',
  firstVisit: '/doctor/first/:encounterId',
  security: '/security',
  insurer: '/insurer',
  insurerComplaint: '/insurer/:id',
  clinic: '/clinic',
  clinicComplaint: '/clinic/:id',
} as const;

export const deskPaths = {
  registry: () => deskRoutes.registry,
  serviceCases: () => deskRoutes.serviceCases,
  acts: () => deskRoutes.acts,
  mfc: () => deskRoutes.mfc,
  staff: () => deskRoutes.staff,
  queue: (show: string) => `/registry?show=${seg(show)}`,
  request: (id: string) => `/registry/${seg(id)}`,
  serviceCase: (id: string) => `/registry/cases/${seg(id)}`,
  newAct: () => '/registry/acts/new',
  mfcClaim: (id: string) => `/mfc/${seg(id)}`,
  newAppointment: () => '/staff/new',
  findPatient: () => deskRoutes.findPatient,
  firstVisit: (encounterId: string) => `/doctor/first/${seg(encounterId)}`,
  insurer: () => deskRoutes.insurer,
  insurerComplaint: (id: string) => `/insurer/${seg(id)}`,
  clinic: () => deskRoutes.clinic,
  clinicComplaint: (id: string) => `/clinic/${seg(id)}`,
};
