import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { enter, heading, open, PAGE, settled, signIn, textOf } from './browser.mjs';
import { browser, leave } from './visitor.mjs';

/** A page whose service worker has kept the shell and answers for it. */
async function installed(who) {
  const at = await open(browser, { serviceWorkers: 'allow' });
  await signIn(at, who);
  await at.page.waitForSelector('main li a');
  await at.page.evaluate(() => navigator.serviceWorker.ready);
  await at.page.reload();
  await settled(at.page);
  assert.equal(await at.page.evaluate(() => Boolean(navigator.serviceWorker.controller)), true);
  return at;
}

/** Every address and body that the browser keeps. */
const kept = ({ page }) =>
  page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
    return {
      found,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
    };
  });

const lost = ({ trouble }) =>
  trouble.filter((text) => !/ERR_INTERNET_DISCONNECTED|503|navigation preload/.test(text));

test('what is kept is the page itself, and nothing of the people who used it', async () => {
  const at = await installed('anna');
  const { page } = at;
  await enter(at, 'anna', 'Михаил');
  const record = new URL(page.url()).pathname;
  await page.goto(`${PAGE}${record}/s/6`);
  await settled(page);
  await page.locator('main li a', { hasText: 'пневмония' }).click();
  await page.waitForSelector('main dl');
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Выписной эпикриз', exact: true }).click(),
  ]);
  await taken.delete();
  await page.getByRole('button', { name: /Аккаунт|Account|Анна/ }).click();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.waitForSelector('#login');
  // Another person at the same browser.
  await signIn(at, 'stranger');
  await page.waitForSelector('main li a');
  assert.doesNotMatch(await page.locator('body').innerText(), /Анна|Михаил|Соколов/);
  const { found, ...rest } = await kept(at);
  assert.deepEqual(rest, { local: [], session: [], databases: [] });
  assert.ok(found.length > 20);
  assert.deepEqual(
    found.filter((path) => !/^\/(index\.html|theme\.js|icon\.svg|assets\/[\w.-]+)$/.test(path)),
    [],
  );
  const shell = await page.evaluate(async () => {
    let text = '';
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) text += await (await cache.match(request)).text();
    }
    return text;
  });
  assert.doesNotMatch(shell, /Соколов|Чужой|\bstranger\b/);
  await leave(at);
});

test('without a connection it opens and says so, and goes on by itself when the connection is back', async () => {
  const at = await installed('stranger');
  const { page, context } = at;
  const link = await page.locator('main li a').first().getAttribute('href');
  await context.setOffline(true);
  for (const path of ['/', link]) {
    await page.goto(`${PAGE}${path}`);
    await page.waitForSelector('main h1');
    assert.equal(await heading(page), 'Нет связи');
    assert.match(await textOf(page), /Проверьте интернет/);
    assert.equal(await page.evaluate(() => document.fonts.check('16px Golos', 'Ж')), true);
    assert.doesNotMatch(await page.locator('body').innerText(), /Фёдор|Чужой/);
  }
  await context.setOffline(false);
  await page.waitForSelector('#code');
  assert.deepEqual(lost(at), []);
  await context.close();
});

test('a server that is down is told, whatever page stands in its place', async () => {
  const at = await installed('stranger');
  const { page } = at;
  const html = '<html><h1>502 Bad Gateway</h1></html>';
  for (const status of [502, 503]) {
    await page.route('**/graphql', (route) =>
      route.fulfill({ status, contentType: 'text/html', body: html }),
    );
    await page.reload();
    await page.waitForSelector('main h1');
    assert.equal(await heading(page), 'Сервис сейчас не отвечает');
    assert.match(await textOf(page), /Подождите пару минут и повторите/);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.waitForSelector('main li a');
  }
  await at.context.close();
});

test('after a deployment a page of the old version comes anew, once, and never in a circle', async () => {
  const at = await open(browser);
  const { page } = at;
  await signIn(at, 'stranger');
  await page.waitForSelector('main li a');
  let loads = 0;
  page.on('load', () => loads++);
  // The settings are gone from the server, as after a deployment.
  let gone = true;
  await page.route('**/assets/account-*.js', (route) =>
    gone ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await page.click('button[popovertarget=account]');
  await page.getByRole('link', { name: 'Настройки' }).click();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Не получилось загрузить');
  assert.equal(loads, 1);
  gone = false;
  await page.getByRole('button', { name: 'Повторить' }).click();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Настройки');
  assert.equal(loads, 2);
  await at.context.close();
});

test('a server that no longer knows what the page asks makes it come anew, once', async () => {
  const at = await open(browser);
  const { page } = at;
  await page.goto(PAGE);
  await settled(page);
  // Asked for, not loaded: the answer comes before the page has all its pictures.
  let asked = 0;
  page.on('request', (request) => request.isNavigationRequest() && asked++);
  const outdated = JSON.stringify({
    errors: [{ message: 'old', extensions: { code: 'BAD_USER_INPUT', outdated: true } }],
  });
  await page.route('**/graphql', (route) =>
    route.fulfill({ status: 400, contentType: 'application/json', body: outdated }),
  );
  await page.reload();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Не получилось загрузить');
  await page.waitForTimeout(1000);
  assert.equal(asked, 2);
  await at.context.close();
});

test('it can be installed: name, icons of both kinds, an address of its own', async () => {
  const at = await open(browser);
  await at.page.goto(PAGE);
  const manifest = await at.page.evaluate(async () => {
    const { href } = document.querySelector('link[rel=manifest]');
    return (await fetch(href)).json();
  });
  assert.equal(manifest.display, 'standalone');
  assert.equal(manifest.start_url, '/');
  assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'));
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await fetch(`${PAGE}${src}`);
    assert.equal(answer.headers.get('content-type'), type);
    if (type === 'image/png')
      assert.equal(Buffer.from(await answer.arrayBuffer()).readUInt32BE(16), Number(sizes.split('x')[0]));
  }
  await leave(at);
});

test('what is built never changes under its name, is sent packed, and the page is asked for each time', async () => {
  const page = await readFile(new URL('../../backend/web/index.html', import.meta.url), 'utf8');
  const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(assets.length >= 4);
  for (const path of assets) {
    const { status, headers } = await fetch(`${PAGE}${path}`, { headers: { 'accept-encoding': 'br' } });
    assert.equal(status, 200, path);
    assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable');
    if (!path.endsWith('.woff2')) assert.equal(headers.get('content-encoding'), 'br', path);
  }
  for (const path of ['/', '/sw.js', '/manifest.webmanifest']) {
    const { headers } = await fetch(`${PAGE}${path}`, {
      headers: { accept: 'text/html', 'accept-encoding': 'br' },
    });
    assert.equal(headers.get('cache-control'), 'no-cache');
    assert.match(
      headers.get('content-security-policy'),
      /require-trusted-types-for 'script'; trusted-types medcard-shell$/,
    );
  }
});
