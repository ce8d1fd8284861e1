import { toChildArray, type VNode } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso';
import { exec } from 'preact-iso/router';
import { useRead } from './api/read';
import { VIEWER, type Viewer, ViewerAgain, ViewerContext } from './api/viewer';
import { page } from './page';
import {
  isDeskPath,
  isEntrance,
  isRecordPath,
  isSharedPath,
  paths,
  patientOf,
  routes,
  verifyCodeOf,
} from './paths';
import { personPlaces } from './places';
import { WhoseRecord } from './record/WhoseRecord';
import { useAway } from './session/idle';
import { type Gate, RecordCache, useSession } from './session/session';
import { useSignOut } from './session/useSignOut';
import { recordPlaces } from './ui/Nav';
import { NotFound } from './ui/NotFound';
import { Veiled } from './ui/Page';
import { Shell } from './ui/Shell';
import { Failed, Loading } from './ui/States';
import shell from './ui/shell.module.css';
import { useDesks } from './useDesks';

const Entrance = page(() => import('./entrance/door/Entrance'));
const CardEntry = page(() => import('./card/CardEntry'));
const Records = page(() => import('./records/Records'));
const Overview = page(() => import('./record/Overview'));
const Sections = page(() => import('./record/Sections'));
const Labs = page(() => import('./sections/labs/Labs'));
const LabTrend = page(() => import('./sections/trend/LabTrend'));
const Timeline = page(() => import('./record/timeline/Timeline'));
const TakeAway = page(() => import('./takeaway/TakeAway'));
const Emergency = page(() => import('./takeaway/Emergency'));
const Paper = page(() => import('./paper/Paper'));
const Verify = page(() => import('./verify/Verify'));
const Links = page(() => import('./links/Links'));
const Opened = page(() => import('./opened/Opened'));
const Documents = page(() => import('./record/documents/Documents'));
const DiaryTrends = page(() => import('./sections/diary/DiaryTrends'));
const PlanPage = page(() => import('./record/plan/PlanPage'));
const SectionPage = page(() => import('./sections/SectionPage'));
const DiaryEntry = page(() => import('./sections/diary/entry/DiaryEntry'));
const ChildEntry = page(() => import('./sections/child/ChildEntry'));
const EntryPage = page(() => import('./sections/EntryPage'));
const Refusal = page(() => import('./entrance/Refusal'));
const Profile = page(() => import('./profile/Profile'));
const Settings = page(() => import('./settings/Settings'));
const Desks = page(() => import('./desks'));
const Access = page(() => import('./access/list/Access'));
const Who = page(() => import('./access/list/Who'));
const Plans = page(() => import('./access/sharing/Plans'));
const Eyes = page(() => import('./access/sharing/Eyes'));
const Sharing = page(() => import('./access/sharing/Sharing'));
const Hidden = page(() => import('./sections/hiding/Hidden'));
const NewRequest = page(() => import('./access/draft/NewRequest'));
const RequestPage = page(() => import('./access/RequestPage'));
const Family = page(() => import('./family/Family'));
const NewMember = page(() => import('./family/New'));
const ClaimPage = page(() => import('./family/ClaimPage'));
const Notifications = page(() => import('./notifications/Notifications'));
const Unread = lazy(() => import('./bell/Unread').catch(() => ({ default: () => null })));
const Services = page(() => import('./sections/services/Services'));
const OwnServices = page(() => import('./sections/services/OwnServices'));
const Dispute = page(() => import('./sections/dispute/Dispute'));
const Complaints = page(() => import('./complaints/Complaints'));
const ComplaintPage = page(() => import('./complaints/ComplaintPage'));
const VisitCode = page(() => import('./visit/VisitCode'));
const WriteProtocol = page(() => import('./writing/ProtocolPage'));
const WriteLabs = page(() => import('./writing/LabPage'));
const WriteVaccination = page(() => import('./writing/VaccinationPage'));
const WriteExemption = page(() => import('./writing/ExemptionPage'));
const WriteReferral = page(() => import('./writing/ReferralPage'));
const Withdraw = page(() => import('./writing/WithdrawPage'));
const Misplaced = page(() => import('./writing/MisplacedPage'));
const Release = page(() => import('./writing/ReleasePage'));
const Referrals = page(() => import('./record/referrals/Referrals'));
const Regions = page(() => import('./regions/Regions'));
const CardCheck = page(() => import('./check/CardCheck'));
const Booking = page(() => import('./booking/Booking'));
const AccessLog = page(() => import('./viewers/AccessLog'));

const NOBODY: ReadonlySet<Gate> = new Set(['signIn', 'away', 'secondFactor']);

/** Who is there decides what shows: the sign-in, the code, or the page of the address. */
export function App() {
  const read = useRead(VIEWER, {});
  const { gate, typed, holder } = useSession();
  const signOut = useSignOut();
  const { path } = useLocation();
  const patientId = patientOf(path);
  const [broken] = useErrorBoundary();
  const viewer = read.state === 'ready' ? (read.data.viewer ?? undefined) : undefined;
  if (gate === 'open' && viewer) holder.current = viewer.account.login;
  const signedOut = NOBODY.has(gate) || (read.state === 'ready' && !viewer);
  const open = gate === 'open' && viewer?.records.some((access) => access.patientId === patientId);
  const desks = useDesks(viewer?.account.roles);
  const person = viewer && desks ? personPlaces(viewer, desks) : [];
  const Anybodys = isSharedPath(path) ? Opened : verifyCodeOf(path) && Verify;
  return (
    <Shell
      viewer={signedOut ? undefined : viewer}
      places={open && patientId ? recordPlaces(patientId) : person.filter(({ menu }) => !menu)}
      menu={person}
      onSignOut={() => signOut()}
      unread={
        <ErrorBoundary>
          <Unread count={viewer?.notifications.unreadCount ?? 0} again={read.retry} />
        </ErrorBoundary>
      }
    >
      {!broken && Anybodys ? (
        <ErrorBoundary>
          <Anybodys />
        </ErrorBoundary>
      ) : broken ? (
        <Failed failure={{ kind: 'error' }} retry={() => location.reload()} />
      ) : (
        <>
          {signedOut && (
            <ErrorBoundary>
              <Entrance />
            </ErrorBoundary>
          )}
          {!signedOut && read.state === 'loading' && <Loading />}
          {read.state === 'failed' && !signedOut && <Failed failure={read.failure} retry={read.retry} />}
          {viewer && (!signedOut || typed.current) && (
            <SignedIn
              viewer={viewer}
              home={desks && (person[0]?.href ?? paths.records())}
              again={read.retry}
            />
          )}
        </>
      )}
    </Shell>
  );
}

interface SignedInProps {
  readonly viewer: Viewer;
  /** Where this person begins; undefined until that is known. */
  readonly home: string | undefined;
  readonly again: () => void;
}

function SignedIn({ viewer, home, again }: SignedInProps) {
  const { gate, typed, begin } = useSession();
  const signOut = useSignOut();
  const { path, query, route } = useLocation();
  useAway(() => void signOut('away'));
  const asksCode = gate === 'cardEntry' || gate === 'idle';
  useEffect(() => {
    if (asksCode && !isRecordPath(path)) begin();
  }, [asksCode, path, begin]);
  // Who has just signed in is where they began; a provider that refused to be added still says why.
  const elsewhere = path === paths.records() && home !== path;
  const arrived = elsewhere || (isEntrance(path) && !query['error']);
  useEffect(() => {
    if (arrived && home) route(home, true);
  }, [arrived, home, route]);
  if (arrived) return null;
  return (
    <ViewerContext.Provider value={viewer}>
      <ViewerAgain.Provider value={again}>
        {asksCode && (
          <ErrorBoundary>
            <CardEntry />
          </ErrorBoundary>
        )}
        {(gate === 'open' || typed.current) && (
          <Veiled.Provider value={gate !== 'open'}>
            <div class={shell.whole} data-page="" hidden={gate !== 'open'}>
              <ErrorBoundary>
                {isDeskPath(path) ? <Desks /> : <Pages patientId={patientOf(path)} />}
              </ErrorBoundary>
            </div>
          </Veiled.Provider>
        )}
      </ViewerAgain.Provider>
    </ViewerContext.Provider>
  );
}

function allPages() {
  return (
    <Router>
      <Route path={routes.records} component={Records} />
      <Route path={routes.record} component={Overview} />
      <Route path={routes.sections} component={Sections} />
      <Route path={routes.labs} component={Labs} />
      <Route path={routes.trend} component={LabTrend} />
      <Route path={routes.services} component={Services} />
      <Route path={routes.ownServices} component={OwnServices} />
      <Route path={routes.dispute} component={Dispute} />
      <Route path={routes.complaints} component={Complaints} />
      <Route path={routes.complaint} component={ComplaintPage} />
      <Route path={routes.section} component={SectionPage} />
      <Route path={routes.diaryWrite} component={DiaryEntry} />
      <Route path={routes.childWrite} component={ChildEntry} />
      <Route path={routes.entry} component={EntryPage} />
      <Route path={routes.timeline} component={Timeline} />
      <Route path={routes.documents} component={Documents} />
      <Route path={routes.takeAway} component={TakeAway} />
      <Route path={routes.emergency} component={Emergency} />
      <Route path={routes.paper} component={Paper} />
      <Route path={routes.share} component={Links} />
      <Route path={routes.diary} component={DiaryTrends} />
      <Route path={routes.plan} component={PlanPage} />
      <Route path={routes.booking} component={Booking} />
      <Route path={routes.viewers} component={AccessLog} />
      <Route path={routes.visitCode} component={VisitCode} />
      <Route path={routes.sharing} component={Sharing} />
      <Route path={routes.hidden} component={Hidden} />
      <Route path={routes.eyes} component={Eyes} />
      <Route path={routes.writeProtocol} component={WriteProtocol} />
      <Route path={routes.writeLabs} component={WriteLabs} />
      <Route path={routes.writeVaccination} component={WriteVaccination} />
      <Route path={routes.writeExemption} component={WriteExemption} />
      <Route path={routes.writeReferral} component={WriteReferral} />
      <Route path={routes.withdraw} component={Withdraw} />
      <Route path={routes.misplaced} component={Misplaced} />
      <Route path={routes.release} component={Release} />
      <Route path={routes.referrals} component={Referrals} />
      <Route path={routes.signIn} component={Refusal} />
      <Route path={routes.profile} component={Profile} />
      <Route path={routes.settings} component={Settings} />
      <Route path={routes.access} component={Access} />
      <Route path={routes.accessWho} component={Who} />
      <Route path={routes.accessPlans} component={Plans} />
      <Route path={routes.accessNew} component={NewRequest} />
      <Route path={routes.request} component={RequestPage} />
      <Route path={routes.family} component={Family} />
      <Route path={routes.familyNew} component={NewMember} />
      <Route path={routes.familyClaim} component={ClaimPage} />
      <Route path={routes.regions} component={Regions} />
      <Route path={routes.cardCheck} component={CardCheck} />
      <Route path={routes.notifications} component={Notifications} />
      <Route default component={NotFound} />
    </Router>
  );
}

/** The page of the address comes while the answer does who is there; so does the sign-in, for who opens the service anew. */
export function loadEarly() {
  const { pathname } = location;
  if (isDeskPath(pathname)) return Desks.preload();
  if (!isRecordPath(pathname)) Entrance.preload();
  for (const { props } of toChildArray(allPages().props.children) as VNode<Shown>[])
    if (props.path && exec(pathname, props.path)) return props.component.preload?.();
}

interface Shown {
  readonly path?: string;
  readonly component: { readonly preload?: () => void };
}

function Pages({ patientId }: { patientId: string | undefined }) {
  const pages = allPages();
  if (!patientId) return pages;
  return (
    <RecordCache patientId={patientId}>
      <WhoseRecord patientId={patientId} />
      {pages}
    </RecordCache>
  );
}
