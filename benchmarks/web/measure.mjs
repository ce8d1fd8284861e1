// One load or one action on a slow phone, as the browser itself measures it.

/** Lighthouse's «slow 4G» and a phone four times slower than this machine. */
export const SLOW = { latency: 150, downloadThroughput: (1638.4 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 };
export const CPU = 4;
const PATIENCE = 60_000;

/** Keeps what the browser reports; installed before the page's own scripts. */
function watch() {
  const seen = { lcp: 0, cls: 0, interactions: [] };
  globalThis.seen = seen;
  const observe = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', (entry) => {
    seen.lcp = entry.startTime;
    seen.what = `${entry.element?.tagName.toLowerCase()}`;
  });
  observe('layout-shift', (entry) => {
    if (!entry.hadRecentInput) seen.cls += entry.value;
  });
  observe('event', (entry) => entry.interactionId && seen.interactions.push(entry.duration), { durationThreshold: 16 });
}

export async function slowPage(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(watch);
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', { offline: false, ...SLOW });
  await wire.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  return page;
}

/** Loads an address. Times in milliseconds since the navigation. */
export async function load(page, url, shown) {
  let asked = 0;
  const count = (request) => {
    // The line that tells of news stays open and brings nothing of the page.
    if (new URL(request.url()).pathname === '/graphql' && !request.headers().accept?.startsWith('text/event-stream')) asked += 1;
  };
  page.on('request', count);
  await page.goto(url);
  await page.waitForSelector(shown);
  const data = await page.evaluate(() => performance.now());
  await page.waitForTimeout(700);
  page.off('request', count);
  const { lcp, cls, what } = await page.evaluate(() => globalThis.seen);
  const bytes = await page.evaluate(() =>
    performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0),
  );
  return { lcp, cls, what, data, asked, bytes };
}

/** Does something on a page that is there; the longest interaction in milliseconds. */
export async function act(page, { act: doing, then }) {
  await page.evaluate(() => globalThis.seen.interactions.splice(0));
  await doing(page);
  await page.waitForSelector(then);
  await page.waitForTimeout(500);
  const { interactions, cls } = await page.evaluate(() => globalThis.seen);
  // Shorter ones are not reported at all.
  return { inp: Math.max(16, ...interactions), cls };
}

export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
