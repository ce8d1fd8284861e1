import type { Client, RequestPolicy } from '@urql/core';
import { Provider as ClientProvider } from '@urql/preact';
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useMemo, useRef, useState } from 'preact/hooks';
import { openClient } from '../api/client';
import type { Failure } from '../api/failure';
import { useLocale } from '../i18n/locale';
import { isRecordPath } from '../paths';
import { renew } from '../shell/renew';
import { useIdle } from './idle';

/**
 * What stands between the reader and the page: nothing, the sign-in (asked for, or after a long absence), or the code
 * (asked for, or after idling).
 */
export type Gate = 'open' | 'signIn' | 'away' | 'cardEntry' | 'idle';

interface Session {
  readonly gate: Gate;
  /** Goes on with an empty cache: after sign-in, after the code, after sign-out, at another record. */
  readonly begin: (gate?: Gate) => void;
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
      entered() {
        idle.start();
        begin();
      },
      openClient: openRecord,
    }),
    [gate, begin, idle, openRecord],
  );
  return (
    <Context.Provider value={session}>
      <ClientProvider key={`${language}.${epoch}`} value={client}>
        {children}
      </ClientProvider>
    </Context.Provider>
  );
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
