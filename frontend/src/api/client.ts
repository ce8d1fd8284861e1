import { Client, cacheExchange, fetchExchange, mapExchange } from '@urql/core';
import { type Failure, failureOf } from './failure';

export interface ClientListener {
  /** An answer without a failure: the server has counted this request as activity. */
  answered(): void;
  failed(failure: Failure): void;
}

/**
 * A client with an empty cache. Opened anew at every change of person, card session, record or language, so that
 * nothing read before can show afterwards: the cache lives in memory only.
 */
export function openClient(language: string, listener: ClientListener): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // Behind the cache: what comes from memory is no activity.
    exchanges: [
      cacheExchange,
      mapExchange({
        onResult(result) {
          const failure = failureOf(result.error);
          if (failure) listener.failed(failure);
          else listener.answered();
        },
      }),
      fetchExchange,
    ],
    fetchOptions: () => ({
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'accept-language': language,
      },
    }),
  });
}
