import type { Client, RequestPolicy } from '@urql/core';
import { Provider as ClientProvider } from '@urql/preact';
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openClient } from '../api/client';
import type { Failure } from '../api/failure';
import { useLocale } from '../i18n/locale';
import { isRecordPath } from '../paths';
import { renew } from '../shell/renew';
import { useIdle } from './idle';

/**
 * What stands between the reader and the page: nothing, the sign-in (asked for, or after a long absence), its second
 * factor, or the code (asked for, or after idling).
 */
export type Gate = 'open' | 'signIn' | 'away' | 'secondFactor' | 'cardEntry' | 'idle';

interface Session {
  readonly gate: Gate;
  /** Goes on with an empty cache: after sign-in, after the code, after sign-out, at another record. */
  readonly begin: (gate?: Gate) => void;
  /** Likewise, and in every other tab of this browser: another person, or none, is signed in now. */
  readonly changed: (gate?: Gate) => void;
  /** The code was right: the record opens, and will close by itself. */
  readonly entered: () => void;
  /** A client of its own for one record: what was read of it stays as read until it is left. */
  readonly openClient: () => Client;
}

const Context = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { children: ComponentChildren }) {
  const { language } = useLocale();
  const [{ gate, epoch }, setState] = useState({ gate: 'open' as Gate, epoch: 0 });
  const begin = useCallback(
    (next: Gate = 'open') => setState((old) => ({ gate: next, epoch: old.epoch + 1 })),
    [],
  );
  const tabs = useTabs(begin);
  const changed = useCallback(
    (next?: Gate) => {
      begin(next);
      tabs.current?.postMessage('');
    },
    [begin, tabs],
  );
  const idle = useIdle(useCallback(() => begin(isRecordPath(location.pathname) ? 'idle' : 'open'), [begin]));
  const gateNow = useRef(gate);
  gateNow.current = gate;
  const open = useCallback(
    (policy: RequestPolicy) =>
      openClient(
        language,
        {
          answered: () => gateNow.current === 'open' && isRecordPath(location.pathname) && idle.active(),
          failed({ kind }: Failure) {
            if (kind === 'outdated') renew();
            if (gateNow.current !== 'open') return;
            if (kind === 'signIn' || kind === 'cardEntry') begin(kind);
          },
        },
        policy,
      ),
    [language, begin, idle],
  );
  const openRecord = useCallback(() => open('cache-first'), [open]);
  // A new epoch is what asks for an empty cache. Outside of records things move: requests, notices, sessions.
  const client = useMemo(() => open('cache-and-network'), [open, epoch]);
  const session = useMemo<Session>(
    () => ({
      gate,
      begin,
      changed,
      entered() {
        idle.start();
        begin();
      },
      openClient: openRecord,
    }),
    [gate, begin, changed, idle, openRecord],
  );
  return (
    <Context.Provider value={session}>
      <ClientProvider key={`${language}.${epoch}`} value={client}>
        {children}
      </ClientProvider>
    </Context.Provider>
  );
}

/** The tabs of one browser share one session: what one changes, the others have to forget what they read for. */
function useTabs(begin: () => void) {
  const tabs = useRef<BroadcastChannel | undefined>(undefined);
  useEffect(() => {
    const channel = new BroadcastChannel('medcard');
    channel.onmessage = () => begin();
    tabs.current = channel;
    return () => channel.close();
  }, [begin]);
  return tabs;
}

/** Reads below it go through a cache of this record alone: at another record it starts empty. */
export function RecordCache({ patientId, children }: { patientId: string; children: ComponentChildren }) {
  const { openClient: open } = useSession();
  // Another record is what asks for an empty cache
  const client = useMemo(open, [open, patientId]);
  return (
    <ClientProvider key={patientId} value={client}>
      {children}
    </ClientProvider>
  );
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('SessionProvider is missing');
  return session;
}
