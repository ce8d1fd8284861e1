// Every kind of page in every state: loading, empty, partial, failed, down, offline, denied, session ended.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { launch, open, PAGE, settled, textOf } from './browser.mjs';
import { PAGES, prepare } from './pages.mjs';

const documents = JSON.parse(
  readFileSync(new URL('../../backend/web/trusted-documents.json', import.meta.url), 'utf8'),
);
const isViewer = (request) => /^query Viewer\b/.test(documents[request.postDataJSON().documentId] ?? '');

let browser;
let states;
let pages;
before(async () => {
  browser = await launch();
  ({ states, pages } = await prepare(browser));
});
after(() => browser.close());

const json = (body) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });
const refusal = (code) => json({ data: null, errors: [{ message: 'Слова сервера.', extensions: { code } }] });

/** The same answer with nothing in it. */
function emptied(value, key) {
  if (Array.isArray(value)) return [];
  if (key === 'hasNextPage') return false;
  if (key === 'totalCount' || key === 'count') return 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner, name)]));
}

/** Opens a page whose own requests are answered as `answer` says at the time; who is there is asked of the server. */
async function opened({ path, who }, first) {
  const at = await open(browser, { width: 390, state: states[who] });
  const { page } = at;
  let answer = first;
  // The line that tells of news never ends, and is no state of the page.
  const apart = (request) => isViewer(request) || request.headers().accept?.startsWith('text/event-stream');
  await page.route('**/graphql', (route) => (apart(route.request()) ? route.continue() : answer(route)));
  await page.goto(`${PAGE}${path}`);
  return { ...at, answers: (next) => (answer = next) };
}
const heard = (page, text) => page.locator('main :is(h1, h2)', { hasText: text }).first().waitFor();
const retry = (page) => page.getByRole('button', { name: 'Повторить' }).first().click();
const right = (route) => route.continue();
async function changed(route, change) {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, json: change(await answer.json()) });
}

/** What fails, how the page tells it, in the order in which it is tried again. */
const FAILURES = [
  [(route) => route.fulfill(refusal('INTERNAL')), 'Не получилось загрузить', 'Дело не в вас'],
  [(route) => route.fulfill(refusal('UNAVAILABLE')), 'Сейчас не получается', 'Слова сервера'],
  [
    (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502</h1>' }),
    'Сервис сейчас не отвечает',
    'Подождите',
  ],
  [(route) => route.abort('internetdisconnected'), 'Нет связи', 'Проверьте интернет'],
];
const PARTIAL = { message: 'Слова сервера.', path: ['record'], extensions: { code: 'UNAVAILABLE' } };

const STATES = {
  /** Grey lines while the answer is on its way, still for who wants no motion; every failure with a way on; a part. */
  async 'loading, failed, down, offline, partial'(kind) {
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const at = await opened(kind, async (route) => {
      await held;
      await FAILURES[0][0](route);
    });
    const { page, answers } = at;
    const waits = (moving) =>
      page.waitForFunction(
        (wanted) =>
          document.querySelector('main [role=status] i') && document.getAnimations().length > 0 === wanted,
        moving,
      );
    await waits(true);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await waits(false);
    release();
    for (const [index, [, title, advice]] of FAILURES.entries()) {
      await heard(page, title);
      assert.match(await textOf(page), new RegExp(advice));
      const next = FAILURES[index + 1]?.[0];
      answers(next ?? ((route) => changed(route, (body) => ({ ...body, errors: [PARTIAL] }))));
      await retry(page);
    }
    await page.getByText('Часть сведений сейчас не загрузилась.').first().waitFor();
    answers(right);
    for (let left = 9; left && (await page.getByRole('button', { name: 'Повторить' }).count()); left--) {
      await retry(page);
      await settled(page);
    }
    assert.doesNotMatch(await textOf(page), /не загрузилась|Повторить/);
    await at.context.close();
  },
  async empty(kind) {
    const at = await opened(kind, (route) => changed(route, emptied));
    await settled(at.page);
    const text = await textOf(at.page);
    assert.match(text, kind.empty);
    assert.doesNotMatch(text, /undefined|NaN|\[object|null/);
    await at.context.close();
  },
  async 'denied, and the session ended'(kind) {
    const at = await opened(kind, (route) => route.fulfill(refusal('FORBIDDEN')));
    const { page, answers } = at;
    await heard(page, 'Эта карта вам не открыта');
    assert.equal(await page.getByRole('button', { name: 'Повторить' }).count(), 0);
    await page.getByRole('link', { name: 'К списку карт' }).first().waitFor();
    answers((route) => route.fulfill(refusal('UNAUTHENTICATED')));
    await page.reload();
    await page.waitForSelector('#login');
    assert.equal(await page.locator('main h1').count(), 1);
    assert.doesNotMatch(await page.locator('body').innerText(), /Михаил|Соколов/);
    await at.context.close();
  },
};

for (const [state, shows] of Object.entries(STATES))
  describe(state, { concurrency: 3 }, () => {
    for (const { name } of PAGES.filter(({ empty }) => empty))
      test(name, () => shows(pages.find((page) => page.name === name)));
  });
