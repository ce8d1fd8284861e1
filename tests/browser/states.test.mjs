// Every kind of page in every state: loading, failed, down, offline, partial, empty, denied; and the session ended.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { open, PAGE, settled, textOf } from './browser.mjs';
import { CASES, PAGES, prepare } from './pages.mjs';
import { browser } from './visitor.mjs';

const KINDS = [...PAGES.filter(({ empty, full }) => empty || full), ...CASES];
const documents = JSON.parse(
  readFileSync(new URL('../../backend/web/trusted-documents.json', import.meta.url), 'utf8'),
);
const isViewer = (request) => /^query Viewer\b/.test(documents[request.postDataJSON().documentId] ?? '');

let states;
let pages;
before(async () => {
  ({ states, pages } = await prepare(browser, KINDS));
});

const json = (body) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });
const refuse = (code) => (route) =>
  route.fulfill(json({ data: null, errors: [{ message: 'Слова сервера.', extensions: { code } }] }));
const right = (route) => route.continue();
const changed = (change) => async (route) => {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, json: change(await answer.json()) });
};

/** The same answer with nothing in it: lists are empty, what is called `none` is not there at all. */
function emptied(value, none = [], key = '') {
  if (Array.isArray(value)) return [];
  if (none.includes(key)) return null;
  if (key === 'hasNextPage') return false;
  if (key === 'totalCount' || key === 'count') return 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner, none, name)]));
}

/** Windows that are left as they were, by who is signed in: what a window has read it need not read again. */
const windows = {};

/** A page whose own requests are answered as is said at the time; who is there is mostly asked of the server. */
async function pageOf({ path, who, asks, viewer }) {
  const at = windows[who]?.pop() ?? (await open(browser, { width: 390, state: states[who] }));
  const { page } = at;
  let answer;
  await page.route('**/graphql', (route) => {
    const request = route.request();
    // The line that tells of news stays silent.
    if (request.headers().accept?.startsWith('text/event-stream')) return undefined;
    return isViewer(request) && !viewer ? route.continue() : answer(route);
  });
  const answers = (next) => {
    answer = next;
  };
  const come = async (first) => {
    answers(first);
    await page.goto(`${PAGE}${path}`);
    if (!asks) return;
    await page.waitForSelector('main form');
    await asks(page);
  };
  const leave = async () => {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.emulateMedia({ reducedMotion: null });
    windows[who] = [...(windows[who] ?? []), at];
  };
  return { page, answers, come, leave };
}

const heard = (page, text) => page.locator('main :is(h1, h2)', { hasText: text }).first().waitFor();
const retries = (page) => page.getByRole('button', { name: 'Повторить' });

/** What fails, how the page tells it, in the order in which it is tried again. */
const FAILURES = [
  [refuse('INTERNAL'), 'Не получилось загрузить', 'Дело не в вас'],
  [refuse('UNAVAILABLE'), 'Сейчас не получается', 'Слова сервера'],
  [
    (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502</h1>' }),
    'Сервис сейчас не отвечает',
    'Подождите',
  ],
  [(route) => route.abort('internetdisconnected'), 'Нет связи', 'Проверьте интернет'],
];
const PARTIAL = { message: 'Слова сервера.', path: ['record'], extensions: { code: 'UNAVAILABLE' } };
const partly = changed((body) => ({ ...body, errors: [PARTIAL] }));

/** In one visit, each from where the one before has left the page. */
const STATES = {
  /** Grey lines while the answer is on its way, still for who wants no motion. */
  async loading({ page, come, answers }) {
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await come(async (route) => {
      await held;
      await FAILURES[0][0](route);
    });
    const waits = (moving) =>
      page.waitForFunction(
        (wanted) =>
          document.querySelector('main [role=status] i') && document.getAnimations().length > 0 === wanted,
        moving,
      );
    await waits(true);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await waits(false);
    answers(FAILURES[0][0]);
    release();
  },
  async 'failed, down, offline, each with a way on'({ page, answers }) {
    for (const [index, [, title, advice]] of FAILURES.entries()) {
      await heard(page, title);
      assert.match(await textOf(page), new RegExp(advice));
      assert.equal(await page.locator('main h1').count(), 1, `one h1: ${title}`);
      answers(FAILURES[index + 1]?.[0] ?? partly);
      await retries(page).first().click();
    }
  },
  async 'partial, then whole'({ page, answers }, { viewer }) {
    if (!viewer) await page.getByText('Часть сведений сейчас не загрузилась.').first().waitFor();
    answers(right);
    for (let left = 9; left && (await retries(page).count()); left--) {
      await retries(page).first().click();
      await settled(page);
    }
    assert.doesNotMatch(await textOf(page), /не загрузилась|Повторить/);
  },
  async 'empty, in words'({ page, come }, { empty, none, full }) {
    if (full) return;
    await come(changed((body) => emptied(body, none)));
    await settled(page);
    const text = await textOf(page);
    assert.match(text, empty);
    assert.doesNotMatch(text, /undefined|NaN|\[object|null/);
    const blank = await page.locator('main section').evaluateAll((cards) =>
      cards
        .filter((card) => card.checkVisibility() && !card.parentElement.closest('section'))
        .map((card) => [card.innerText.trim(), card.querySelector('header, h2')?.innerText.trim() ?? ''])
        .filter(([whole, title]) => whole === title)
        .map(([, title]) => title),
    );
    assert.deepEqual(blank, [], 'cards with nothing in them');
  },
  async denied({ page, come }, { denied = 'Эта карта вам не открыта' }) {
    await come(refuse('FORBIDDEN'));
    await heard(page, denied);
    assert.equal(await retries(page).count(), 0);
    const on = /^(К списку карт|К очереди|Обращения|Заявления о семье|Жалобы)$/;
    await page.locator('main').getByRole('link', { name: on }).first().waitFor();
  },
};

test('where one of two parts did not come, nothing of it is said to be empty', async () => {
  const at = await pageOf(pages.find(({ name }) => name === 'access'));
  await at.come(changed(({ data }) => ({ data: { ...data, viewer: null }, errors: [PARTIAL] })));
  await heard(at.page, 'Сейчас не получается');
  assert.doesNotMatch(await textOf(at.page), /ещё не было|ни одной/);
  await at.leave();
});

for (const name of ['overview', 'family', 'registry'])
  test(`where the session has ended nothing is left of the page: ${name}`, async () => {
    const { page, come, answers, leave } = await pageOf(pages.find((one) => one.name === name));
    await come(right);
    await settled(page);
    answers(refuse('UNAUTHENTICATED'));
    await page.reload();
    await page.waitForSelector('#login');
    assert.equal(await page.locator('main h1').count(), 1);
    assert.doesNotMatch(await page.locator('body').innerText(), /Михаил|Соколов/);
    await leave();
  });

describe('every kind of page', { concurrency: 3 }, () => {
  for (const { name } of KINDS)
    test(name, async (all) => {
      const kind = pages.find((page) => page.name === name);
      const at = await pageOf(kind);
      for (const [state, shows] of Object.entries(STATES)) await all.test(state, () => shows(at, kind));
      await at.leave();
    });
});
