import { useLocation } from 'preact-iso';
import { useSend } from '../api/read';
import { graphql } from '../gen/gql';
import { paths } from '../paths';
import { type Gate, useSession } from './session';

const SIGN_OUT = graphql(`
  mutation SignOut {
    signOut { userErrors { message } }
  }
`);

/** Ends the session on the server, forgets all that was read, and leaves the record's address. */
export function useSignOut() {
  const send = useSend();
  const { changed } = useSession();
  const { route } = useLocation();
  return async (gate: Gate = 'open') => {
    await send(SIGN_OUT, {});
    route(paths.records(), true);
    changed(gate);
  };
}
