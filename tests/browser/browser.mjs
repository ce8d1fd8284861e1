// Headless Chromium on the running product, and what every test of the page watches for.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../../frontend/package.json', import.meta.url));
export const { chromium } = require('playwright-core');
export const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

export const PAGE = process.env.MEDCARD_PAGE ?? 'http://127.0.0.1:8000';
export const PASSWORD = 'medcard-demo';
const SCREENS = new URL('../screens/', import.meta.url).pathname;

const pendingOf = new WeakMap();

// The last list of this flag is the one that counts: the tool's own, and suggestions under an address bar that nobody sees,
// which each window would keep drawn in a page of their own.
const DISABLED = [
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay',
  'MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints',
  'NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch',
  'WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
].join(',');

export const launch = () =>
  chromium.launch({
    executablePath,
    args: [
      `--disable-features=${DISABLED}`,
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/**
 * A page of a fresh context. `trouble` gathers everything that must not happen: console errors and warnings, thrown errors,
 * violations of the content policy, failed requests, addresses and titles that tell of health, requests with query text.
 */
export async function open(
  browser,
  { width = 1280, height = 844, theme = 'light', language = 'ru', state, serviceWorkers = 'block' } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    serviceWorkers,
    ...(state ? { storageState: state } : {}),
  });
  // Two cores that run other tests as well are slow at times.
  context.setDefaultTimeout(30_000);
  if (language === 'en') await context.addCookies([{ name: 'medcard-language', value: 'en', url: PAGE }]);
  const trouble = [];
  await context.exposeFunction('reportViolation', (text) => trouble.push(`content policy: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  const page = await context.newPage();
  const sent = [];
  const pending = new Set();
  pendingOf.set(page, pending);
  // A subscription stays open for as long as the page does.
  const stays = (request) => request.headers().accept?.startsWith('text/event-stream');
  page.on('request', (request) => stays(request) || pending.add(request));
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => pending.delete(request));
  page.on('console', (message) => {
    // The tool's own word on a worker that a test does not want.
    if (/Service Worker registration blocked by Playwright/.test(message.text())) return;
    if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`thrown: ${error.message}`));
  // What a navigation cuts short has not failed.
  const cut = (request) => request.failure()?.errorText === 'net::ERR_ABORTED';
  page.on(
    'requestfailed',
    (request) =>
      stays(request) ||
      cut(request) ||
      trouble.push(`failed: ${request.url()} ${request.failure()?.errorText}`),
  );
  page.on('request', (request) => {
    const { pathname, search, origin } = new URL(request.url());
    if (origin !== PAGE) trouble.push(`foreign address: ${request.url()}`);
    if (pathname !== '/graphql') return;
    const body = request.postDataJSON();
    if (request.method() !== 'POST' || search) trouble.push(`not a POST: ${request.method()} ${search}`);
    if (body.query || !/^x-[0-9a-f]{16}$/.test(body.documentId ?? '')) trouble.push('a request by text');
    sent.push(body);
  });
  return { context, page, trouble, sent };
}

export function assertCalm({ trouble }) {
  assert.deepEqual(trouble, []);
}

export async function signIn({ page }, who, password = PASSWORD) {
  await page.goto(PAGE);
  await page.fill('#login', who);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
}

/** The newest code in the demo's outbox. */
export async function codeOf(who) {
  const answer = await fetch(`${PAGE}/demo/outbox?login=${who}`);
  const [newest] = await answer.json();
  assert.ok(newest?.code, `no code in the outbox of ${who}`);
  return newest.code;
}

/** From the list of records into the one of `name`, through the code. */
export async function enter({ page }, who, name) {
  await page.locator('main li', { hasText: name }).getByRole('link').click();
  await page.waitForSelector('#code');
  await page.fill('#code', await codeOf(who));
  await page.click('button[type=submit]');
  await page.waitForSelector('#code', { state: 'detached' });
  await settled(page);
}

const KEPT = process.env.MEDCARD_STATES ?? mkdtempSync(join(tmpdir(), 'medcard-states-'));

/** A record closes by itself after a quarter of an hour. */
const FRESH_MS = 8 * 60_000;

/**
 * The cookies of `who`, for a record with its code entered: made once for all files of tests, since an hour has few codes for
 * one person. Whoever signs out makes a session of their own.
 */
export async function stateOf(browser, who, name) {
  const file = join(KEPT, `${who}.json`);
  if (existsSync(file) && statSync(file).mtimeMs > Date.now() - FRESH_MS) return file;
  const at = await open(browser);
  await signIn(at, who);
  await at.page.waitForSelector('[popovertarget=account]');
  if (name) await enter(at, who, name);
  await at.context.storageState({ path: file });
  await at.context.close();
  return file;
}

/** Nothing loads any more, and the page has its heading. */
export async function settled(page) {
  const pending = pendingOf.get(page);
  const shown = () => document.querySelector('main h1') && !document.querySelector('main [role=status] i');
  for (let calm = 0, looks = 0; calm < 3; looks++) {
    assert.ok(looks < 400, `the page at ${page.url()} does not settle`);
    await page.waitForTimeout(40);
    calm = pending.size === 0 && (await page.evaluate(shown)) ? calm + 1 : 0;
  }
}

export async function go(page, path) {
  await page.goto(`${PAGE}${path}`);
  await settled(page);
}

export const recordOf = (page) => new URL(page.url()).pathname.split('/')[2];
export const heading = (page) => page.locator('main h1:visible').innerText();
export const textOf = (page) => page.locator('main').innerText();

/** What is drawn at every run; all the rest, hundreds of pictures, by `make screens`. */
const MAIN = /^(sign-in|records|overview|labs|trend|timeline|plan|viewers|access|family|registry|doctor)-/;

/** The whole page as a picture for a person to look at, in tests/screens. */
export async function screenshot(page, name) {
  if (MAIN.test(name) || process.env.MEDCARD_SCREENS)
    await page.screenshot({ path: `${SCREENS}${name}.png`, fullPage: true });
}
