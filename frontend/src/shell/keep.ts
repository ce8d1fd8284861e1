/** The browser's Trusted Types, where it has them. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL(asked: string): string };
}

const WORKER = '/sw.js';

/** Lets the service worker keep the page's own files, so that it opens without a connection. */
export async function keepShell() {
  // Not in a browser without it, nor where it is switched off: the page works the same, but not offline.
  if (!('serviceWorker' in navigator)) return;
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  const address =
    policies?.createPolicy('medcard-shell', { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;
  await navigator.serviceWorker.register(address, { updateViaCache: 'none' }).catch(() => undefined);
}
