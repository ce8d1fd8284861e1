/**
 * The service worker: keeps the page's own built files, so that the page opens without a connection and says so. Nothing
 * that tells of a person passes through it: answers of the API, documents and photos are never looked at, let alone kept.
 *
 * A new version waits until the last page of the old one is closed, so that an open page keeps the files it was built with.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
/** Put in while building (build/service-worker.ts). */
declare const SHELL: {
  readonly version: string;
  readonly page: string;
  readonly entry: string;
  readonly files: readonly string[];
};

const NAME = 'shell-';
const CACHE = `${NAME}${SHELL.version}`;
/** Addresses of the server that are no page of ours. */
const FOREIGN = /^\/(graphql|graphiql|files|demo|health|sign-in\/provider)(\/|$)|\/photo$/;
/** A connection that answers nothing for so long is as good as none. */
const PATIENCE_MS = 4_000;

const lasting = (path: string) => path.startsWith('/assets/');

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) => event.waitUntil(clean()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (!FOREIGN.test(pathname)) event.respondWith(page(event));
  } else if (SHELL.files.includes(pathname)) event.respondWith(file(request, pathname));
});

async function fill() {
  const cache = await caches.open(CACHE);
  for (const path of SHELL.files) {
    // The name of an asset changes with its content: what the version before has kept need not travel again.
    const old = lasting(path) ? await caches.match(path) : undefined;
    const found =
      old ?? (await fetch(path, { credentials: 'omit', cache: lasting(path) ? 'default' : 'no-cache' }));
    if (!found.ok || found.redirected) throw new Error(`${path} is not there`);
    // In the middle of a deployment the page may be of another version than its files.
    if (path === SHELL.page && !(await found.clone().text()).includes(SHELL.entry))
      throw new Error('The page is of another version');
    await cache.put(path, found);
  }
}

async function clean() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(NAME) && name !== CACHE).map((name) => caches.delete(name)),
  );
  await worker.registration.navigationPreload?.enable();
}

const kept = async (path: string) => (await caches.open(CACHE)).match(path);

/** The newest page there is; the kept one when the server cannot be reached or is down. */
async function page(event: FetchEvent): Promise<Response> {
  const fresh = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  fresh.catch(() => undefined);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer: Response | undefined = await Promise.race([fresh, late]).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  return (await kept(SHELL.page)) ?? fresh;
}

/** What is named after its content never changes; of the rest the kept one serves when nothing else comes. */
async function file(request: Request, path: string): Promise<Response> {
  if (lasting(path)) return (await kept(path)) ?? fetch(request);
  return fetch(request).catch(async () => (await kept(path)) ?? Response.error());
}
