import { useEffect, useErrorBoundary } from 'preact/hooks';
import { ErrorBoundary, Route, Router, useLocation } from 'preact-iso';
import { useRead } from './api/read';
import { VIEWER, type Viewer, ViewerAgain, ViewerContext } from './api/viewer';
import { page } from './page';
import { isRecordPath, patientOf, routes } from './paths';
import { personPlaces } from './places';
import { WhoseRecord } from './record/WhoseRecord';
import { useAway } from './session/idle';
import SignIn from './session/SignIn';
import { RecordCache, useSession } from './session/session';
import { useSignOut } from './session/useSignOut';
import { recordPlaces } from './ui/Nav';
import { NotFound } from './ui/NotFound';
import { Shell } from './ui/Shell';
import { Failed, Loading } from './ui/States';

const CardEntry = page(() => import('./card/CardEntry'));
const Records = page(() => import('./records/Records'));
const Overview = page(() => import('./record/Overview'));
const Sections = page(() => import('./record/Sections'));
const Labs = page(() => import('./sections/labs/Labs'));
const LabTrend = page(() => import('./sections/trend/LabTrend'));
const PlanPage = page(() => import('./record/PlanPage'));
const SectionPage = page(() => import('./sections/SectionPage'));
const EntryPage = page(() => import('./sections/EntryPage'));
const AccessLog = page(() => import('./viewers/AccessLog'));

/** Who is there decides what shows: the sign-in, the code, or the page of the address. */
export function App() {
  const read = useRead(VIEWER, {});
  const { gate } = useSession();
  const signOut = useSignOut();
  const patientId = patientOf(useLocation().path);
  const [broken] = useErrorBoundary();
  const viewer = read.state === 'ready' ? (read.data.viewer ?? undefined) : undefined;
  const signedOut = gate === 'signIn' || gate === 'away' || (read.state === 'ready' && !viewer);
  const open = gate === 'open' && viewer?.records.some((access) => access.patientId === patientId);
  const person = viewer ? personPlaces(viewer) : [];
  return (
    <Shell
      viewer={signedOut ? undefined : viewer}
      places={open && patientId ? recordPlaces(patientId) : person}
      menu={person}
      onSignOut={() => signOut()}
    >
      {broken ? (
        <Failed failure={{ kind: 'error' }} retry={() => location.reload()} />
      ) : (
        <>
          {signedOut && <SignIn />}
          {!signedOut && read.state === 'loading' && <Loading />}
          {read.state === 'failed' && !signedOut && <Failed failure={read.failure} retry={read.retry} />}
          {!signedOut && viewer && <SignedIn viewer={viewer} again={read.retry} />}
        </>
      )}
    </Shell>
  );
}

function SignedIn({ viewer, again }: { viewer: Viewer; again: () => void }) {
  const { gate, begin } = useSession();
  const signOut = useSignOut();
  const { path } = useLocation();
  useAway(() => void signOut('away'));
  const asksCode = gate === 'cardEntry' || gate === 'idle';
  useEffect(() => {
    if (asksCode && !isRecordPath(path)) begin();
  }, [asksCode, path, begin]);
  return (
    <ViewerContext.Provider value={viewer}>
      <ViewerAgain.Provider value={again}>
        <ErrorBoundary>{asksCode ? <CardEntry /> : <Pages patientId={patientOf(path)} />}</ErrorBoundary>
      </ViewerAgain.Provider>
    </ViewerContext.Provider>
  );
}

function Pages({ patientId }: { patientId: string | undefined }) {
  const pages = (
    <Router>
      <Route path={routes.records} component={Records} />
      <Route path={routes.record} component={Overview} />
      <Route path={routes.sections} component={Sections} />
      <Route path={routes.labs} component={Labs} />
      <Route path={routes.trend} component={LabTrend} />
      <Route path={routes.section} component={SectionPage} />
      <Route path={routes.entry} component={EntryPage} />
      <Route path={routes.plan} component={PlanPage} />
      <Route path={routes.viewers} component={AccessLog} />
      <Route default component={NotFound} />
    </Router>
  );
  if (!patientId) return pages;
  return (
    <RecordCache patientId={patientId}>
      <WhoseRecord patientId={patientId} />
      {pages}
    </RecordCache>
  );
}
