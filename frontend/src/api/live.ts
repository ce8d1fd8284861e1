import { useClient } from '@urql/preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Trusted, trusted } from './document';
import { failureOf } from './failure';

/** Pauses between tries after a lost connection, in milliseconds; the last one repeats. */
const PAUSES = [1_000, 3_000, 10_000, 30_000];

/**
 * Hears a subscription over server-sent events for as long as the component is there, and connects again after a loss.
 * What was missed meanwhile is for the listener to read anew: `heard` is also called, without data, after each return.
 */
export function useLive<Data, Variables extends Record<string, unknown>>(
  document: Trusted<Data, Variables>,
  variables: Variables,
  heard: (data: Data | undefined) => void,
) {
  const client = useClient();
  const listener = useRef(heard);
  listener.current = heard;
  const key = JSON.stringify(variables);
  useEffect(() => {
    let losses = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const listen = () => {
      if (losses) listener.current(undefined);
      const source = client.subscription(trusted(document, 'subscription'), JSON.parse(key) as never);
      const { unsubscribe } = source.subscribe(({ data, error, hasNext }) => {
        if (data) {
          losses = 0;
          listener.current(data);
        }
        if (hasNext && !error) return;
        const kind = failureOf(error)?.kind;
        // Whose session or right has ended has nothing to wait for.
        if (kind === 'signIn' || kind === 'denied') return;
        timer = setTimeout(listen, PAUSES[Math.min(losses++, PAUSES.length - 1)]);
      });
      stop = unsubscribe;
    };
    listen();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, document, key]);
}
