import { Provider as ClientProvider } from '@urql/preact';
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useMemo, useRef, useState } from 'preact/hooks';
import { openClient } from '../api/client';
import type { Failure } from '../api/failure';
import { useLocale } from '../i18n/locale';
import { isRecordPath } from '../paths';
import { useIdle } from './idle';

/** What stands between the reader and the page: nothing, the sign-in, or the code (asked for, or after idling). */
export type Gate = 'open' | 'signIn' | 'cardEntry' | 'idle';

interface Session {
  readonly gate: Gate;
  /** Goes on with an empty cache: after sign-in, after the code, after sign-out, at another record. */
  readonly begin: (gate?: Gate) => void;
  /** The code was right: the record opens, and will close by itself. */
  readonly entered: () => void;
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new epoch is what asks for an empty cache
  const client = useMemo(
    () =>
      openClient(language, {
        answered: () => gateNow.current === 'open' && isRecordPath(location.pathname) && idle.active(),
        failed({ kind }: Failure) {
          if (gateNow.current !== 'open') return;
          if (kind === 'signIn' || kind === 'cardEntry') begin(kind);
        },
      }),
    [language, epoch, begin, idle],
  );
  const session = useMemo<Session>(
    () => ({
      gate,
      begin,
      entered() {
        idle.start();
        begin();
      },
    }),
    [gate, begin, idle],
  );
  return (
    <Context.Provider value={session}>
      <ClientProvider key={`${language}.${epoch}`} value={client}>
        {children}
      </ClientProvider>
    </Context.Provider>
  );
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('SessionProvider is missing');
  return session;
}
