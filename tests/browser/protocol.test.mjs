// A doctor writes for Миша: what is typed is kept, a diagnosis is found by the keyboard. Who sees what: everyone.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertCalm, go, heading, open, recordOf, settled, signIn, textOf } from './browser.mjs';
import { browser, look, PHONE } from './visitor.mjs';

const box = (name) => `[name="content.${name}"]`;
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function check(page) {
  await press(page, 'Проверить и подписать');
  await page.getByText('Кто увидит протокол').waitFor();
}

async function sign(page) {
  await press(page, 'Подписать');
  await page.locator('dialog[open]').getByRole('button', { name: 'Подписать', exact: true }).click();
  await page.waitForURL('**/s/1/*');
  await settled(page);
}

test('a protocol is kept while it is typed, and signed once its readers are named', async () => {
  const at = await open(browser, PHONE);
  const { page } = at;
  await signIn(at, 'petrova');
  await page
    .getByRole('link', { name: /Соколов Михаил/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Написать протокол' }).waitFor();
  await settled(page);
  const patient = recordOf(page);
  await page.getByRole('link', { name: 'Написать протокол' }).click();
  await page.waitForSelector(box('complaints'));
  await settled(page);
  assert.match(await heading(page), /Протокол осмотра/);

  // What is typed is kept: a page that is opened anew goes on from there.
  await page.fill(box('title'), 'Осмотр педиатра: контроль');
  await page.fill(box('complaints'), 'Стал бодрее, аппетит лучше.');
  await page.getByText(/Черновик сохранён/).waitFor();
  await go(page, `/p/${patient}/write/protocol`);
  assert.equal(await page.inputValue(box('complaints')), 'Стал бодрее, аппетит лучше.');

  // A diagnosis by the keyboard alone.
  await page.fill('[id="content.diagnoses"]', 'железодефицитн');
  await page.locator('[role=option]').first().waitFor();
  await look(page, 'protocol-form');
  await page.focus('[id="content.diagnoses"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByText('D50.9', { exact: true }).first().waitFor();
  await page.fill(box('vitals.0'), '36,6');
  await page.fill(box('recommendations'), 'Продолжать препарат железа.');
  await page.fill(box('notes'), 'Мать спокойнее.');
  await check(page);
  await look(page, 'protocol-readers');
  await sign(page);
  assert.match(await textOf(page), /Мать спокойнее/);

  for (const path of ['labs', 'vaccination', 'release']) {
    await go(page, `/p/${patient}/write/${path}`);
    await look(page, `write-${path}`);
  }
  assertCalm(at);
  await at.context.close();
});
