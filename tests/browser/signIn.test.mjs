import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertCalm,
  codeOf,
  enter,
  go,
  heading,
  open,
  PASSWORD,
  settled,
  signIn,
  textOf,
} from './browser.mjs';
import { arrived, focused, tabTo } from './keyboard.mjs';
import { browser, leave } from './visitor.mjs';

test('a wrong password is told above the form, takes the focus, and keeps what was typed', async () => {
  const at = await open(browser);
  await signIn(at, 'anna', 'not the password');
  const summary = at.page.getByRole('alert');
  await summary.waitFor();
  assert.match(await summary.innerText(), /Проверьте, что введено/);
  assert.match(await summary.innerText(), /Логин или пароль не подходит/);
  assert.equal(await summary.evaluate((box) => box === document.activeElement), true);
  assert.equal(await at.page.inputValue('#login'), 'anna');
  assert.equal(await at.page.inputValue('#password'), 'not the password');
  await at.page.fill('#password', '');
  await at.page.click('button[type=submit]');
  const missing = at.page.getByRole('link', { name: 'Введите пароль' });
  await missing.click();
  assert.equal(await at.page.evaluate(() => document.activeElement.id), 'password');
  assert.equal(await at.page.getAttribute('#password', 'aria-invalid'), 'true');
  await leave(at);
});

test('the keyboard alone signs in, enters the code, opens a record and signs out', async () => {
  const at = await open(browser);
  const { page } = at;
  await page.goto(process.env.MEDCARD_PAGE);
  await page.waitForSelector('#login');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'К содержанию');
  await page.keyboard.press('Enter');
  await tabTo(page, 'login');
  await page.keyboard.type('anna');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await arrived(page, 'Мои карты');
  await tabTo(page, 'Вера Соколова');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#code');
  await arrived(page, 'Код для входа в карту');
  await tabTo(page, 'code');
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /Код не подходит/);
  assert.equal(await page.inputValue('#code'), '000000');
  await page.fill('#code', await codeOf('anna'));
  await page.focus('#code');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#code', { state: 'detached' });
  await arrived(page, 'Вера Соколова');
  await settled(page);
  await page.evaluate(() => document.activeElement.blur());
  await tabTo(page, 'Анна');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Выйти');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#login');
  assert.equal(new URL(page.url()).pathname, '/');
  assert.doesNotMatch(await page.locator('body').innerText(), /Вера|Анна/);
  await leave(at);
});

test('after sign-out the record asks to sign in again, and the browser keeps nothing of it', async () => {
  const at = await open(browser);
  const { page, context } = at;
  await signIn(at, 'anna');
  await enter(at, 'anna', 'Михаил');
  const path = new URL(page.url()).pathname;
  const kept = () =>
    page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      caches: await caches.keys(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
    }));
  const nothing = { local: [], session: [], caches: [], databases: [], workers: 0, cookies: '' };
  assert.deepEqual(await kept(), nothing);
  await page.getByRole('button', { name: /Switch to English/ }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  assert.deepEqual(await kept(), { ...nothing, cookies: 'medcard-language=en' });
  const session = (await context.cookies()).find(({ name }) => name !== 'medcard-language');
  assert.equal(session.httpOnly, true);
  assert.equal(session.sameSite, 'Strict');
  await settled(page);
  await page.getByRole('button', { name: /Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForSelector('#login');
  await page.goto(`${process.env.MEDCARD_PAGE}${path}`);
  await page.waitForSelector('#login');
  await page.goBack();
  await page.waitForSelector('#login');
  assert.doesNotMatch(await page.locator('body').innerText(), /Михаил/);
  assertCalm(at);
  await context.close();
});

test('a record left alone closes after 15 minutes, and after half an hour nobody is signed in', async () => {
  const at = await open(browser);
  const { page } = at;
  await page.clock.install();
  await signIn(at, 'anna');
  await enter(at, 'anna', 'Михаил');
  await page.clock.fastForward('14:00');
  assert.equal(await heading(page), 'Михаил Соколов');
  await page.clock.fastForward('01:10');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Код для входа в карту');
  assert.match(await textOf(page), /Карта закрылась сама/);
  assert.doesNotMatch(await textOf(page), /Михаил/);
  await page.clock.fastForward('30:10');
  await page.waitForSelector('#login');
  assert.match(await textOf(page), /Вы долго ничего не делали/);
  assert.equal(new URL(page.url()).pathname, '/');
  await page.clock.resume();
  await page.goto(process.env.MEDCARD_PAGE);
  await page.waitForSelector('#login');
  await leave(at);
});

test('without a connection the page says so and goes on when it is back', async () => {
  const at = await open(browser);
  const { page, context } = at;
  await page.goto(process.env.MEDCARD_PAGE);
  await page.waitForSelector('#login');
  await context.setOffline(true);
  await page.fill('#login', 'stranger');
  await page.fill('#password', PASSWORD);
  await page.click('button[type=submit]');
  assert.match(await page.getByRole('alert').innerText(), /Проверьте интернет/);
  assert.equal(await page.inputValue('#login'), 'stranger');
  await context.setOffline(false);
  await page.click('button[type=submit]');
  await page.waitForFunction(() => /карты/i.test(document.querySelector('h1')?.textContent));
  await context.setOffline(true);
  await page.locator('main li a').first().click();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Нет связи');
  assert.equal(await page.getByRole('button', { name: 'Повторить' }).count(), 1);
  await context.setOffline(false);
  await page.waitForSelector('#code');
  // A lost connection is all that went wrong.
  const rest = at.trouble.filter(
    (text) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch dynamically/.test(text),
  );
  assert.deepEqual(rest, []);
  await context.close();
});

test('an address of nothing, and a record that does not exist', async () => {
  const at = await open(browser);
  const { page } = at;
  await signIn(at, 'stranger');
  await enter(at, 'stranger', 'Фёдор');
  await go(page, '/no/such/page');
  assert.equal(await heading(page), 'Такой страницы нет');
  await go(page, '/p/AAAAAAAAAAAAAAAAAAAAAA');
  assert.equal(await heading(page), 'Эта карта вам не открыта');
  await go(page, `/p/AAAAAAAAAAAAAAAAAAAAAA/s/99`);
  assert.equal(await heading(page), 'Такой страницы нет');
  await leave(at);
});
