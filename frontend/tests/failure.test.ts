import { CombinedError } from '@urql/core';
import { describe, expect, it } from 'vitest';
import { failureIn, failureOf } from '../src/api/failure';

const refused = (extensions: Record<string, unknown>) =>
  new CombinedError({ graphQLErrors: [{ message: 'Слова сервера.', extensions }] });

describe('why a page has no data', () => {
  it('is a lost connection when nothing answered', () => {
    const error = new CombinedError({ networkError: new TypeError('Failed to fetch') });
    expect(failureOf(error)).toEqual({ kind: 'offline' });
  });

  it.each([502, 503, 504])(
    'is a service that is down when a proxy answered %i with its own page',
    (status) => {
      const response = new Response('<h1>Bad Gateway</h1>', { status });
      const error = new CombinedError({ networkError: new Error('<h1>Bad Gateway</h1>'), response });
      expect(failureOf(error)).toEqual({ kind: 'down' });
    },
  );

  it.each([
    ['UNAUTHENTICATED', 'signIn'],
    ['STEP_UP_REQUIRED', 'cardEntry'],
    ['FORBIDDEN', 'denied'],
    ['UNAVAILABLE', 'busy'],
    ['A_CODE_OF_TOMORROW', 'error'],
  ])('%s is %s, with the words of the server', (code, kind) => {
    expect(failureOf(refused({ code }))).toEqual({ kind, message: 'Слова сервера.' });
  });

  it('is an old page when the server knows no such document', () => {
    expect(failureOf(refused({ code: 'BAD_USER_INPUT', outdated: true }))?.kind).toBe('outdated');
  });

  it('is an ended session where the payload of a mutation says so', () => {
    const refusal = (code: string) => ({ save: { userErrors: [{ code, message: 'Слова сервера.' }] } });
    expect(failureIn({ data: refusal('UNAUTHENTICATED') })).toEqual({
      kind: 'signIn',
      message: 'Слова сервера.',
    });
    expect(failureIn({ data: refusal('WRONG_FORMAT') })).toBeUndefined();
    expect(failureIn({ data: { save: null } })).toBeUndefined();
    expect(failureIn({ data: null, error: refused({ code: 'FORBIDDEN' }) })?.kind).toBe('denied');
  });
});
