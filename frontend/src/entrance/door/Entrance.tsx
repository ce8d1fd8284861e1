import { ErrorBoundary, useLocation } from 'preact-iso';
import { page } from '../../page';
import { routes } from '../../paths';
import { useSession } from '../../session/session';
import SignIn from './SignIn';

const SecondFactor = page(() => import('../second/SecondFactor'));
const Refusal = page(() => import('../Refusal'));
const PAGES = {
  [routes.signUp]: page(() => import('../SignUp')),
  [routes.reset]: page(() => import('../Reset')),
  [routes.recovery]: page(() => import('../recovery/Recovery')),
};
const pageOf = (path: string) => PAGES[path as keyof typeof PAGES];

/**
 * What shows to somebody who is not signed in: the sign-in in the place of every page but those that lead to it, so
 * that the page follows at its own address.
 */
export default function Entrance() {
  const { gate } = useSession();
  const { path, query } = useLocation();
  const Other =
    gate === 'secondFactor' || (path === routes.signIn && query['step'] === 'second-factor')
      ? SecondFactor
      : pageOf(path);
  return (
    <ErrorBoundary>
      {path === routes.signIn && query['error'] && <Refusal />}
      {Other ? <Other /> : <SignIn />}
    </ErrorBoundary>
  );
}
