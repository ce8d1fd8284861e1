import { VIEWER } from './viewer';

/** What the page needs whatever its address, asked before anything is drawn. */
let first: { readonly language: string; readonly answer: Promise<Response> } | undefined;

const documentId = String(VIEWER.__meta__?.['hash']);

/** Asks who is there while the page is still being put together: its drawing need not come first. */
export function askEarly(language: string) {
  const answer = fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'accept-language': language,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ documentId, variables: {} }),
  });
  // Without a connection it is told to who takes it; nobody may.
  answer.catch(() => undefined);
  first = { language, answer };
}

/** Sends a request, or takes the answer that is under way to the very first one. */
export const early: typeof fetch = (input, init) => {
  const { language, answer } = first ?? {};
  first = undefined;
  const same =
    String(init?.body).includes(documentId) && new Headers(init?.headers).get('accept-language') === language;
  return answer && same ? answer : fetch(input, init);
};
