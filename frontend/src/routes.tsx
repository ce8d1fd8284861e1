import { useEffect } from 'preact/hooks';
import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso';
import { useRead } from './api/read';
import { VIEWER, type Viewer, ViewerContext } from './api/viewer';
import { useLocale } from './i18n/locale';
import { isRecordPath, paths, routes } from './paths';
import { useSession } from './session/session';
import SignIn from './session/SignIn';
import { useSignOut } from './session/useSignOut';
import { Failed, Loading } from './ui/States';
import { Page } from './ui/Page';
import { Shell } from './ui/Shell';

const CardEntry = lazy(() => import('./session/CardEntry'));
const Records = lazy(() => import('./records/Records'));
const Overview = lazy(() => import('./record/Overview'));
const Sections = lazy(() => import('./record/Sections'));
const SectionPage = lazy(() => import('./sections/SectionPage'));
const EntryPage = lazy(() => import('./sections/EntryPage'));
const AccessLog = lazy(() => import('./viewers/AccessLog'));

/** Who is there decides what shows: the sign-in, the code, or the page of the address. */
export function App() {
  const read = useRead(VIEWER, {});
  const { gate } = useSession();
  const signOut = useSignOut();
  const { path } = useLocation();
  const viewer = read.state === 'ready' ? (read.data.viewer ?? undefined) : undefined;
  const signedOut = gate === 'signIn' || (read.state === 'ready' && !viewer);
  const patientId = viewer && isRecordPath(path) ? decodeURIComponent(path.split('/')[2] ?? '') : undefined;
  return (
    <Shell viewer={signedOut ? undefined : viewer} patientId={gate === 'open' ? patientId : undefined} onSignOut={signOut}>
      {signedOut && <SignIn />}
      {!signedOut && read.state === 'loading' && <Loading />}
      {read.state === 'failed' && gate !== 'signIn' && <Failed failure={read.failure} retry={read.retry} />}
      {!signedOut && viewer && <SignedIn viewer={viewer} />}
    </Shell>
  );
}

function SignedIn({ viewer }: { viewer: Viewer }) {
  const { gate, begin } = useSession();
  const { path } = useLocation();
  const asksCode = gate === 'cardEntry' || gate === 'idle';
  useEffect(() => {
    if (asksCode && !isRecordPath(path)) begin();
  }, [asksCode, path, begin]);
  return (
    <ViewerContext.Provider value={viewer}>
      <ErrorBoundary>
        {asksCode ? (
          <Router>
            <Route default component={CardEntry} />
          </Router>
        ) : (
          <Router>
            <Route path={routes.records} component={Records} />
            <Route path={routes.record} component={Overview} />
            <Route path={routes.sections} component={Sections} />
            <Route path={routes.section} component={SectionPage} />
            <Route path={routes.entry} component={EntryPage} />
            <Route path={routes.viewers} component={AccessLog} />
            <Route default component={NotFound} />
          </Router>
        )}
      </ErrorBoundary>
    </ViewerContext.Provider>
  );
}

function NotFound() {
  const { t } = useLocale();
  return (
    <Page title={t('state.missing')} heading={t('state.missing')} lead={t('state.missingText')}>
      <p>
        <a href={paths.records()}>{t('state.toRecords')}</a>
      </p>
    </Page>
  );
}
