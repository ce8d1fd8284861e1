// What a person has typed outlives a lost connection, an ended session and another language; it opens for nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, heading, open, PASSWORD, settled, signIn, textOf } from './browser.mjs';
import { browser, PHONE } from './visitor.mjs';

const TYPED = { givenName: 'Феофилакт', patronymic: 'Пантелеймонович', 'birthDate.day': '31' };

/** The profile of the stranger, with something typed into its form and not sent. */
async function typing() {
  const at = await open(browser, PHONE);
  await signIn(at, 'stranger');
  await at.page.waitForSelector('main li a');
  await go(at.page, '/profile');
  for (const [name, text] of Object.entries(TYPED)) await at.page.fill(`[name="${name}"]`, text);
  return at;
}
const send = (page) => page.getByRole('button', { name: 'Сохранить и проверить' }).click();
const typedIn = async (page) =>
  Object.fromEntries(
    await Promise.all(
      Object.keys(TYPED).map(async (name) => [name, await page.inputValue(`[name="${name}"]`)]),
    ),
  );

async function expired({ page, context }) {
  const kept = (await context.cookies()).filter(({ name }) => /^medcard-(language|theme)$/.test(name));
  await context.clearCookies();
  await context.addCookies(kept);
  await send(page);
  await page.waitForSelector('#login');
  assert.equal(await heading(page), 'Вход');
  assert.doesNotMatch(await textOf(page), /Паспорт|Феофилакт|СНИЛС/);
  assert.equal(await page.locator('[data-page]').isVisible(), false);
}

async function again(page, who) {
  await page.fill('#login', who);
  await page.fill('#password', PASSWORD);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.waitForSelector('#login', { state: 'detached' });
}

test('after the session has ended the same person signs in in place and goes on with what was typed', async () => {
  const at = await typing();
  const { page } = at;
  await expired(at);
  await again(page, 'stranger');
  await page.locator('[data-page]').waitFor();
  assert.equal(new URL(page.url()).pathname, '/profile');
  assert.equal(await heading(page), 'Мой профиль');
  assert.match(await page.title(), /^Мой профиль/);
  assert.deepEqual(await typedIn(page), TYPED);
  assert.match(await page.getByRole('alert').innerText(), /Вы снова вошли, и всё введённое на месте/);
  await at.context.close();
});

test('for another person nothing of it is left', async () => {
  const at = await typing();
  const { page } = at;
  await expired(at);
  await again(page, 'basic');
  await page.waitForFunction(() => document.querySelector('[data-page] [name=givenName]'));
  await settled(page);
  assert.notEqual((await typedIn(page)).givenName, TYPED.givenName);
  assert.doesNotMatch(await page.content(), /Феофилакт|Пантелеймонович/);
  await at.context.close();
});

test('signing out, in this tab or in another, leaves nothing of it', async () => {
  const at = await typing();
  const { page, context } = at;
  const other = await context.newPage();
  await other.goto(page.url());
  await other.waitForSelector('[data-page] form');
  await other.locator('[popovertarget=account]').click();
  await other.getByRole('button', { name: 'Выйти' }).click();
  await page.waitForSelector('#login');
  // The server may tell that the session has ended a moment before the other tab tells why.
  await page.waitForSelector('[data-page]', { state: 'detached' });
  await again(page, 'stranger');
  await page.waitForSelector('[data-page] form');
  assert.notEqual((await typedIn(page)).givenName, TYPED.givenName);
  await context.close();
});

test('a lost connection and another language lose nothing', async () => {
  const at = await typing();
  const { page, context } = at;
  await context.setOffline(true);
  await send(page);
  assert.match(await page.getByRole('alert').innerText(), /Проверьте интернет[\s\S]*Введённое не пропало/);
  assert.deepEqual(await typedIn(page), TYPED);
  await context.setOffline(false);
  await page.getByRole('button', { name: /Switch to English/ }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await settled(page);
  assert.match(await textOf(page), /Given name|First name|Passport/);
  assert.deepEqual(await typedIn(page), TYPED);
  await context.close();
});
