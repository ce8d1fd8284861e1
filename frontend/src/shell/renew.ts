/** In the entry of the browser's history: it has to outlive the loading, and must not be stored. */
const MARK = 'renewedAt';
/** Longer than any loading takes: what is still missing then is missing after a later deployment. */
const ONCE_IN_MS = 5 * 60_000;

/** Loads the page anew for a newer version: false when that has just been tried and has not helped. */
export function renew(): boolean {
  const now = Date.now();
  if (now - (history.state?.[MARK] ?? 0) < ONCE_IN_MS) return false;
  history.replaceState({ ...history.state, [MARK]: now }, '');
  location.reload();
  return true;
}

/** Whether the server answers, past every cache. */
export const reachable = () =>
  fetch('/', { method: 'HEAD', cache: 'no-store', headers: { accept: 'text/html' } }).then(
    ({ ok }) => ok,
    () => false,
  );
