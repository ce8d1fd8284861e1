import type { Client } from '@urql/core';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { trusted } from '../api/document';
import { VIEWER } from '../api/viewer';

/**
 * Whether a form of the page holds what a person has typed since coming to this address. Such a page stays, unseen, while
 * they sign in again or enter a new code: nothing that they typed is lost.
 */
export function useTyped() {
  const { path } = useLocation();
  const typed = useRef(false);
  useEffect(() => {
    const note = ({ target }: Event) => {
      if (target instanceof Element && target.closest('[data-page] form') && !target.matches('[type=search]'))
        typed.current = true;
    };
    document.addEventListener('input', note);
    return () => document.removeEventListener('input', note);
  }, []);
  // Another page has forms of its own.
  const here = useRef(path);
  if (here.current !== path) {
    here.current = path;
    typed.current = false;
  }
  return typed;
}

const PAUSE_MS = 2_000;

/** Who is signed in by now, asked again while the answer does not come; undefined for nobody. */
export async function loginOf(client: Client): Promise<string | undefined> {
  const { data } = await client.query(trusted(VIEWER, 'query'), {}).toPromise();
  if (data) return data.viewer?.account.login;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  return loginOf(client);
}
