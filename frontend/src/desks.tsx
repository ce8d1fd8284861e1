import { Route, Router } from 'preact-iso';
import { deskRoutes as routes } from './deskPaths';
import { page } from './page';

import { NotFound } from './ui/NotFound';

const Queue = page(() => import('./registry/queue/Queue'));
const RequestCase = page(() => import('./registry/case/Case'));
const ServiceCases = page(() => import('./registry/cases/Cases'));
const ServiceCase = page(() => import('./registry/cases/ServiceCase'));
const CourtActs = page(() => import('./registry/acts/Acts'));
const NewAct = page(() => import('./registry/acts/NewAct'));
const Admit = page(() => import('./registry/admit/Admit'));
const Merges = page(() => import('./registry/twins/Merges'));
const MfcSearch = page(() => import('./mfc/Search'));
const MfcClaim = page(() => import('./mfc/Claim'));
const Appointments = page(() => import('./staff/Appointments'));
const NewAppointment = page(() => import('./staff/NewAppointment'));
const DoctorDay = page(() => import('./doctor/Day'));
const FindPatient = page(() => import('./doctor/Find'));
const FirstVisit = page(() => import('./doctor/firstVisit/FirstVisit'));
const Glass = page(() => import('./security/Glass'));

const InsurerQueue = page(() => import('./disputes/InsurerQueue'));
const InsurerCase = page(() => import('./disputes/InsurerCase'));
const ClinicQueue = page(() => import('./disputes/ClinicQueue'));
const ClinicCase = page(() => import('./disputes/ClinicCase'));
const PaperQueue = page(() => import('./counter/Queue'));
const PaperExtractCase = page(() => import('./counter/ExtractCase'));
const PaperApplicationCase = page(() => import('./counter/ApplicationCase'));

/** Pages of staff: what patients never need stays out of what they download. */
export default function Desks() {
  return (
    <Router>
      <Route path={routes.registry} component={Queue} />
      <Route path={routes.serviceCases} component={ServiceCases} />
      <Route path={routes.serviceCase} component={ServiceCase} />
      <Route path={routes.acts} component={CourtActs} />
      <Route path={routes.newAct} component={NewAct} />
      <Route path={routes.admit} component={Admit} />
      <Route path={routes.twins} component={Merges} />
      <Route path={routes.request} component={RequestCase} />
      <Route path={routes.mfc} component={MfcSearch} />
      <Route path={routes.mfcClaim} component={MfcClaim} />
      <Route path={routes.staff} component={Appointments} />
      <Route path={routes.newAppointment} component={NewAppointment} />
      <Route path={routes.doctor} component={DoctorDay} />
      <Route path={routes.findPatient} component={FindPatient} />
      <Route path={routes.firstVisit} component={FirstVisit} />
      <Route path={routes.security} component={Glass} />
      <Route path={routes.insurer} component={InsurerQueue} />
      <Route path={routes.insurerComplaint} component={InsurerCase} />
      <Route path={routes.clinic} component={ClinicQueue} />
      <Route path={routes.papers} component={PaperQueue} />
      <Route path={routes.paperExtract} component={PaperExtractCase} />
      <Route path={routes.paperApplication} component={PaperApplicationCase} />
      <Route path={routes.clinicComplaint} component={ClinicCase} />
      <Route default component={NotFound} />
    </Router>
  );
}
