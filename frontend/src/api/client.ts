import { Client, cacheExchange, fetchExchange, mapExchange, type RequestPolicy } from '@urql/core';
import { hashOnly } from './document';
import { early } from './early';
import { type Failure, failureIn } from './failure';

export interface ClientListener {
  /** An answer without a failure: the server has counted this request as activity. */
  answered(): void;
  failed(failure: Failure): void;
}

/**
 * A client with an empty cache. Opened anew at every change of person, card session, record or language, so that
 * nothing read before can show afterwards: the cache lives in memory only.
 */
export function openClient(language: string, listener: ClientListener, requestPolicy: RequestPolicy): Client {
  return new Client({
    url: '/graphql',
    fetch: early,
    requestPolicy,
    preferGetMethod: false,
    // Subscriptions come as server-sent events from the same address.
    fetchSubscriptions: true,
    // Behind the cache: what comes from memory is no activity.
    exchanges: [
      cacheExchange,
      mapExchange({
        onResult(result) {
          const failure = failureIn(result);
          if (failure) listener.failed(failure);
          else if (result.operation.kind !== 'subscription') listener.answered();
        },
      }),
      hashOnly,
      fetchExchange,
    ],
    fetchOptions: () => ({
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        'accept-language': language,
      },
    }),
  });
}
