import { createRequest } from '@urql/core';
import { useClient, useQuery } from '@urql/preact';
import { createContext } from 'preact';
import { useCallback, useContext, useMemo, useRef } from 'preact/hooks';
import { type Trusted, trusted } from './document';
import { type Failure, failureIn, failureOf } from './failure';
import { redactionReader, type WhyHidden } from './redaction';

/** State of what a page reads. `partial`: data came together with an error. */
export type Read<Data> =
  | { readonly state: 'loading'; readonly retry: () => void }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | {
      readonly state: 'ready';
      readonly data: Data;
      readonly whyHidden: WhyHidden;
      readonly partial: Failure | undefined;
      readonly retry: () => void;
    };

/** True when every root came back: where one failed, what is empty cannot be told from what did not come. */
const hasData = (data: unknown) =>
  typeof data === 'object' && data !== null && Object.values(data).every((root) => root !== null);

/** `of` names what is read where other variables ask for more of the same, such as the reason for a look at it. */
export function useRead<Data, Variables extends Record<string, unknown>>(
  document: Trusted<Data, Variables>,
  variables: Variables,
  of?: string,
): Read<Data> {
  const query = useMemo(() => trusted(document, 'query'), [document]);
  const [{ data, error, fetching, extensions, operation }, execute] = useQuery<Data, Variables>({
    query,
    variables,
  } as never);
  const retry = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const whyHidden = useMemo(() => redactionReader(extensions), [extensions]);
  // While the same is read again, what was read stays: a form on the page keeps what is typed into it.
  const request = createRequest(query, variables);
  const key = of ?? request.key;
  const last = useRef<{ key: string | number; shown: Extract<Read<Data>, { state: 'ready' }> } | undefined>(
    undefined,
  );
  const shown = last.current?.key === key ? last.current.shown : undefined;
  // With other variables the answer to the earlier ones is there for a moment: it is not of what is asked for now.
  if (fetching || operation?.key !== request.key) return shown ?? { state: 'loading', retry };
  const failure = failureOf(error);
  if (data != null && (!failure || hasData(data))) {
    const ready = { state: 'ready', data, whyHidden, partial: failure, retry } as const;
    last.current = { key, shown: ready };
    return ready;
  }
  if (shown && failure && STAYS.has(failure.kind)) return { ...shown, partial: failure };
  last.current = undefined;
  return { state: 'failed', failure: failure ?? { kind: 'error' }, retry };
}

/** Failures after which what was read before may stay. Where a session has ended, it is the session that clears the page. */
const STAYS: ReadonlySet<Failure['kind']> = new Set([
  'offline',
  'down',
  'busy',
  'error',
  'signIn',
  'cardEntry',
]);

/** What was read of a record before it was written into is read anew. */
export const Written = createContext<() => void>(() => undefined);

const isRefused = (data: object): boolean =>
  Object.values(data).some((payload) => (payload as { userErrors?: unknown[] } | null)?.userErrors?.length);

/** Sends a mutation; answers its data, or the failure in the place of it. */
export function useSend() {
  const client = useClient();
  const written = useContext(Written);
  return useCallback(
    async <Data, Variables extends Record<string, unknown>>(
      document: Trusted<Data, Variables>,
      variables: Variables,
    ): Promise<{ data: Data } | { failure: Failure }> => {
      const result = await client.mutation(trusted(document, 'mutation'), variables as never).toPromise();
      const failure = failureIn(result);
      const closed = failure?.kind === 'signIn' || failure?.kind === 'cardEntry';
      if (!closed && result.data) {
        if (!isRefused(result.data as object)) written();
        return { data: result.data };
      }
      return { failure: failure ?? { kind: 'error' } };
    },
    [client, written],
  );
}
