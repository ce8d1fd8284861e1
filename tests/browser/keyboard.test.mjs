// What is done by the keyboard alone, besides signing in (signIn.test.mjs).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertCalm, go, launch, open, settled, stateOf } from './browser.mjs';
import { arrived, tabTo } from './keyboard.mjs';

let browser;
let at;
before(async () => {
  browser = await launch();
  at = await open(browser, { state: await stateOf(browser, 'anna', 'Михаил') });
  await go(at.page, '/');
});
after(() => browser.close());

test('the keyboard opens a record and switches to another child and back', async () => {
  const { page } = at;
  await tabTo(page, 'Михаил Соколов');
  await page.keyboard.press('Enter');
  await arrived(page, 'Михаил Соколов');
  await settled(page);
  await tabTo(page, 'Вера');
  await page.keyboard.press('Enter');
  await arrived(page, 'Вера Соколова');
  await settled(page);
  await tabTo(page, 'Михаил');
  await page.keyboard.press('Enter');
  await arrived(page, 'Михаил Соколов');
  await settled(page);
  assertCalm(at);
});

test('the keyboard finds an analyte and opens its course, and the table with the same figures', async () => {
  const { page } = at;
  await tabTo(page, 'Анализы');
  await page.keyboard.press('Enter');
  await arrived(page, 'Анализы');
  await settled(page);
  await page.waitForSelector('main input[type=search]');
  for (let left = 60; left; left--) {
    if (await page.evaluate(() => document.activeElement?.type === 'search')) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('гемоглоб');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main li a')].every((link) => /емоглоб/.test(link.textContent)),
  );
  await tabTo(page, 'Гемоглобин');
  await page.keyboard.press('Enter');
  await arrived(page, 'Гемоглобин');
  await settled(page);
  const chart = page.locator('main svg[role=img]').first();
  assert.match(await chart.getAttribute('aria-label'), /\d/);
  assert.ok((await page.locator('main table tbody tr').count()) > 2);
  assertCalm(at);
});
