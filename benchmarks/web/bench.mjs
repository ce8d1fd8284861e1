// How fast the page is on a slow phone, and how accessible: figures into benchmarks/RESULTS.md, a miss ends with an error.
// Started by `make bench-web` against a server with the demo, at MEDCARD_PAGE.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chromium, executablePath, go, launch, open, PAGE, stateOf } from '../../tests/browser/browser.mjs';
import { accessibility } from './accessibility.mjs';
import { act, load, median, slowPage } from './measure.mjs';
import { ACTIONS, PAGES } from './pages.mjs';

const RUNS = Number(process.env.MEDCARD_BENCH_RUNS ?? 5);
const PHONE = { width: 390, height: 844 };
const MOST = { cls: 0.05, inp: 200, asked: 2, accessibility: 100 };
const RESULTS = new URL('../RESULTS.md', import.meta.url);
const TITLE = '## The page on a slow phone';

const browser = await launch();
const state = JSON.parse(readFileSync(await stateOf(browser, 'anna', 'Михаил'), 'utf8'));
const at = await open(browser, { ...PHONE, state });
await go(at.page, '/');
const record = await at.page.locator('main li a', { hasText: 'Михаил' }).first().getAttribute('href');
await at.context.close();

const missed = [];
const expect = (fine, text) => fine || missed.push(text);
const context = (who) => browser.newContext({ viewport: PHONE, serviceWorkers: 'block', ...(who === 'nobody' ? {} : { storageState: state }) });

const loads = [];
for (const { name, path, who, shown, limit } of PAGES(record)) {
  const cold = [];
  const warm = [];
  for (let run = 0; run < RUNS; run++) {
    const here = await context(who);
    const page = await slowPage(here);
    cold.push(await load(page, `${PAGE}${path}`, shown));
    await page.goto('about:blank');
    warm.push(await load(page, `${PAGE}${path}`, shown));
    await here.close();
  }
  const of = (runs, key) => median(runs.map((one) => one[key]));
  const line = {
    name,
    limit,
    lcp: of(cold, 'lcp'),
    data: of(cold, 'data'),
    warm: of(warm, 'lcp'),
    warmData: of(warm, 'data'),
    cls: Math.max(...[...cold, ...warm].map(({ cls }) => cls)),
    asked: Math.max(...cold.map(({ asked }) => asked)),
    kib: of(cold, 'bytes') / 1024,
  };
  loads.push(line);
  if (limit) expect(line.lcp <= limit, `${name}: LCP ${Math.round(line.lcp)} ms of ${limit}`);
  expect(line.cls < MOST.cls, `${name}: CLS ${line.cls}`);
  expect(line.asked <= MOST.asked, `${name}: ${line.asked} requests`);
  console.error(name, Math.round(line.lcp), Math.round(line.data), Math.round(line.warm), line.cls.toFixed(3), line.asked, cold[0].what);
}

const actions = [];
for (const action of ACTIONS(record)) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) {
    const here = await context();
    const page = await slowPage(here);
    await page.goto(`${PAGE}${action.path}`);
    await page.waitForSelector('main section, main li a');
    await page.waitForTimeout(500);
    runs.push(await act(page, action));
    await here.close();
  }
  const inp = median(runs.map((run) => run.inp));
  actions.push({ name: action.name, inp, worst: Math.max(...runs.map((run) => run.inp)) });
  expect(inp < MOST.inp, `${action.name}: INP ${inp} ms`);
  console.error(action.name, runs.map((run) => run.inp));
}
await browser.close();

const scores = await accessibility(chromium, executablePath, PAGE, PAGES(record), state.cookies);
for (const { name, score, failed } of scores) {
  expect(score === MOST.accessibility, `${name}: accessibility ${score}: ${failed}`);
  console.error(name, score, failed);
}

const n = (value) => Math.round(value).toLocaleString('en');
const scoreOf = (name) => scores.find((one) => one.name === name)?.score;
const text = `${TITLE}

\`make bench-web\`: Chromium ${browser.version()}, 390 px wide, network 150 ms and 1.6 Mbit/s (Lighthouse's slow 4G), CPU 4 times slower,
through the DevTools protocol; a real server with the demo on the same machine (${cpus().length} cores); medians of ${RUNS} runs, CLS the worst. Cold:
nothing kept by the browser; warm: its own cache, without the service worker. «Data» is when the page has its content, from the
navigation. Wanted: LCP at most 1,500 ms for the sign-in and 2,000 ms for the overview, CLS under 0.05, INP under 200 ms, one
request besides the viewer's, Lighthouse 12.8.2 accessibility 100.

| page | LCP ms | data ms | warm: LCP | data | CLS | KiB | GraphQL requests | Lighthouse |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${loads.map((one) => `| ${one.name} | ${n(one.lcp)} | ${n(one.data)} | ${n(one.warm)} | ${n(one.warmData)} | ${one.cls.toFixed(3)} | ${n(one.kib)} | ${one.asked} | ${scoreOf(one.name)} |`).join('\n')}

| action | INP ms | worst |
| --- | ---: | ---: |
${actions.map((one) => `| ${one.name} | ${n(one.inp)} | ${n(one.worst)} |`).join('\n')}
`;
const before = readFileSync(RESULTS, 'utf8');
const start = before.indexOf(TITLE);
const next = start < 0 ? -1 : before.indexOf('\n## ', start + TITLE.length);
const head = (start < 0 ? before : before.slice(0, start)).trimEnd();
writeFileSync(RESULTS, `${head}\n\n${text}${next < 0 ? '' : before.slice(next)}`);
console.log(text);
for (const miss of missed) console.error(`MISSED ${miss}`);
process.exitCode = missed.length ? 1 : 0;
