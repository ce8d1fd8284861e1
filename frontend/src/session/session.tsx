import type { Client, RequestPolicy } from '@urql/core';
import { Provider as ClientProvider } from '@urql/preact';
import { type ComponentChildren, createContext, type RefObject } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openClient } from '../api/client';
import type { Failure } from '../api/failure';
import { Written } from '../api/read';
import { useLocale } from '../i18n/locale';
import { isRecordPath } from '../paths';
import { renew } from '../shell/renew';
import { useIdle } from './idle';
import { loginOf, useTyped } from './typed';

/**
 * What stands between the reader and the page: nothing, the sign-in (asked for, or after a long absence), its second
 * factor, or the code (asked for, or after idling).
 */
export type Gate = 'open' | 'signIn' | 'away' | 'secondFactor' | 'cardEntry' | 'idle';

interface Session {
  readonly gate: Gate;
  /** The page holds what was typed: it stays, out of sight, while the gate is closed. */
  readonly typed: RefObject<boolean>;
  /** Whose page it is: for nobody else it opens again. */
  readonly holder: RefObject<string | undefined>;
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
  const [{ gate, epoch, round }, setState] = useState({ gate: 'open' as Gate, epoch: 0, round: 0 });
  const typed = useTyped();
  const holder = useRef<string | undefined>(undefined);
  const gateNow = useRef(gate);
  gateNow.current = gate;
  const sameHolder = useRef(async () => false);
  // A new epoch forgets the page with all that was read for it; a new round only what was read.
  const go = useCallback(
    (next: Gate, stays: boolean, anew: boolean) =>
      setState((old) => ({
        gate: next,
        epoch: old.epoch + (stays ? 0 : 1),
        round: old.round + (anew ? 1 : 0),
      })),
    [],
  );
  const begin = useCallback(
    (next: Gate = 'open') => {
      if (typed.current && next === 'open')
        return void sameHolder.current().then((same) => {
          typed.current &&= same;
          go(next, same, true);
        });
      typed.current &&= next !== 'away';
      go(next, typed.current, !typed.current);
    },
    [go, typed],
  );
  const tabs = useTabs(begin);
  const changed = useCallback(
    (next?: Gate) => {
      // Signing out of an open page, not into a closed one.
      if (gateNow.current === 'open') typed.current = false;
      begin(next);
      tabs.current?.postMessage('');
    },
    [begin, tabs, typed],
  );
  const idle = useIdle(useCallback(() => begin(isRecordPath(location.pathname) ? 'idle' : 'open'), [begin]));
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
  const openRecord = useCallback(() => open('cache-first'), [open, round]);
  sameHolder.current = async () => (await loginOf(open('network-only'))) === holder.current;
  // A new round is what asks for an empty cache. Outside of records things move: requests, notices, sessions.
  const client = useMemo(() => open('cache-and-network'), [open, round]);
  // Another language draws all anew, but for what was typed.
  const drawn = useRef(language);
  if (!typed.current) drawn.current = language;
  const session = useMemo<Session>(
    () => ({
      gate,
      typed,
      holder,
      begin,
      changed,
      entered() {
        idle.start();
        begin();
      },
      openClient: openRecord,
    }),
    [gate, typed, holder, begin, changed, idle, openRecord],
  );
  return (
    <Context.Provider value={session}>
      <ClientProvider key={`${drawn.current}.${epoch}`} value={client}>
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

/** Reads below it go through a cache of this record alone: at another record, and after writing into it, it starts empty. */
export function RecordCache({ patientId, children }: { patientId: string; children: ComponentChildren }) {
  const { openClient: open } = useSession();
  const [writes, setWrites] = useState(0);
  const written = useCallback(() => setWrites((count) => count + 1), []);
  // Another record, or another state of it, is what asks for an empty cache
  const client = useMemo(open, [open, patientId, writes]);
  return (
    <ClientProvider key={patientId} value={client}>
      <Written.Provider value={written}>{children}</Written.Provider>
    </ClientProvider>
  );
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('SessionProvider is missing');
  return session;
}
