import type { CombinedError } from '@urql/core';

/** Why a page has no data: each kind has a screen of its own. */
export type FailureKind =
  | 'signIn'
  | 'cardEntry'
  | 'denied'
  | 'offline'
  | 'down'
  | 'busy'
  | 'outdated'
  | 'error';

export interface Failure {
  readonly kind: FailureKind;
  /** The server's own sentence, in the asked language. */
  readonly message?: string;
  /** The requirement's code (`POLICY_REGION`), given only for the viewer's own record and wards. */
  readonly reason?: string;
}

const KINDS: Record<string, FailureKind> = {
  UNAUTHENTICATED: 'signIn',
  STEP_UP_REQUIRED: 'cardEntry',
  FORBIDDEN: 'denied',
  RATE_LIMITED: 'busy',
  UNAVAILABLE: 'busy',
};

/** The one failure to show for a response, or undefined when it has none. */
export function failureOf(error: CombinedError | undefined): Failure | undefined {
  if (!error) return undefined;
  const known = error.graphQLErrors.find((item) => item.extensions['code']);
  if (!known) return { kind: unanswered(error) };
  const { code, reason, outdated } = known.extensions;
  if (outdated === true) return { kind: 'outdated', message: known.message };
  return {
    kind: KINDS[String(code)] ?? 'error',
    message: known.message,
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

interface Answered {
  readonly data?: unknown;
  readonly error?: CombinedError | undefined;
}
interface Refusals {
  readonly userErrors?: readonly { readonly code?: string; readonly message: string }[];
}

/** The same of a mutation, whose payload may say that the session has ended or the record has closed by itself. */
export function failureIn({ data, error }: Answered): Failure | undefined {
  const payload: Refusals | null | undefined = Object.values(data ?? {})[0];
  const ended = payload?.userErrors?.find(
    ({ code }) => code === 'UNAUTHENTICATED' || code === 'STEP_UP_REQUIRED',
  );
  return ended ? { kind: KINDS[String(ended.code)] ?? 'error', message: ended.message } : failureOf(error);
}

/** A proxy's page in the place of an answer is a service that is down, not a lost connection. */
function unanswered({ networkError, response }: CombinedError): FailureKind {
  if (!networkError) return 'error';
  return response ? 'down' : 'offline';
}
