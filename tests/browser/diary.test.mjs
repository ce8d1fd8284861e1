// What a family writes on a phone: the diary, and what two people write of a child at once (SEC-07, CHD-02).
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assertCalm, go, open, settled, stateOf, textOf } from './browser.mjs';
import { browser, look, PHONE } from './visitor.mjs';

const phone = async () => open(browser, { ...PHONE, state: await stateOf(browser, 'anna', 'Михаил') });
let anna;
let record;
before(async () => {
  anna = await phone();
  const { page } = anna;
  await go(page, '/');
  record = await page.locator('main li a', { hasText: 'Михаил' }).first().getAttribute('href');
});

const box = (page, field) => page.locator(`[id="entry.${field}"]`);
const save = async (page) => {
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await settled(page);
};
const plain = async (page) => (await textOf(page)).replaceAll('\u00a0', ' ');

test('anna writes down a fever in three taps, and is told what to do, which is no diagnosis', async () => {
  const { page } = anna;
  await go(page, `${record}/diary`);
  await page.getByRole('link', { name: 'Добавить запись' }).click();
  await page.waitForURL('**/s/7/write');
  await settled(page);
  await look(page, 'diary-form');
  await box(page, 'value').fill('39,4');
  await save(page);
  await page.waitForSelector('main [role=status] >> text=Записано');
  assert.match(await plain(page), /Записано\. Температура: 39,4 °C/);
  assert.match(await plain(page), /Температура высокая\. Это не диагноз\.[^]*позвоните врачу[^]*112/);
  await look(page, 'diary-saved');
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
});

test('a slip of the keyboard is refused with the range, and nothing typed is lost', async () => {
  const { page } = anna;
  await box(page, 'measure').selectOption('BLOOD_PRESSURE');
  await box(page, 'value').fill('118');
  await box(page, 'valueSecond').fill('7O');
  await save(page);
  assert.match(await plain(page), /Введите число/);
  await box(page, 'valueSecond').fill('700');
  await save(page);
  await page.waitForSelector('[role=alert]');
  assert.match(await plain(page), /Нижнее: можно от 20 до 200 мм рт\. ст\., проверьте число\./);
  assert.equal(await box(page, 'value').inputValue(), '118');
  await box(page, 'valueSecond').fill('70');
  await box(page, 'pulse').fill('92');
  await page.getByRole('button', { name: 'в покое' }).click();
  await save(page);
  await page.waitForSelector('main [role=status] >> text=Давление');
  assert.match(await plain(page), /Записано\. Давление: 118\/70 мм рт\. ст\./);
  // What was measured last comes first now.
  assert.equal(await box(page, 'measure').inputValue(), 'BLOOD_PRESSURE');
});

test('a change is a version, the earlier one can be seen, and what is removed is gone', async () => {
  const { page } = anna;
  await go(page, `${record}/s/7`);
  await page.locator('main li a', { hasText: 'Температура' }).first().click();
  await settled(page);
  await page.waitForSelector('text=Температура высокая');
  await page.getByRole('link', { name: 'Изменить' }).click();
  await page.waitForURL('**/s/7/write/*');
  await settled(page);
  assert.equal(await box(page, 'value').inputValue(), '39,4');
  await box(page, 'value').fill('38,4');
  await save(page);
  await page.waitForURL(/\/s\/7\/[\w-]{22}$/);
  await settled(page);
  assert.match(await plain(page), /38,4 °C/);
  assert.match(await plain(page), /Версия 2[^]*Версия 1/);
  assert.doesNotMatch(await plain(page), /Температура высокая/);
  await look(page, 'diary-entry');
  await page.getByRole('link', { name: 'Версия 1' }).click();
  await settled(page);
  await page.waitForSelector('text=прежняя версия');
  assert.match(await plain(page), /39,4 °C/);
  assert.equal(await page.getByRole('link', { name: 'Изменить' }).count(), 0);
  await page.getByRole('link', { name: 'Открыть нынешнюю' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('button', { name: 'Удалить запись' }).click();
  await page.waitForURL('**/s/7');
  await settled(page);
  assert.doesNotMatch(await plain(page), /38,4 °C[^]*38,4 °C/);
});

test('what two people change at once stands side by side, and none is lost', async () => {
  const { page } = anna;
  await go(page, `${record}/s/8/write`);
  await look(page, 'child-form');
  await box(page, 'substance').fill('Персик');
  await box(page, 'reaction').fill('отёк губ');
  await save(page);
  await page.waitForURL(/\/s\/8\/[\w-]{22}$/);
  await page.getByRole('link', { name: 'Изменить' }).click();
  await page.waitForURL('**/s/8/write/*');
  await settled(page);
  const other = await phone();
  await go(other.page, new URL(page.url()).pathname);
  await box(other.page, 'reaction').fill('отёк губ и сыпь');
  await save(other.page);
  await other.page.waitForURL(/\/s\/8\/[\w-]{22}$/);
  assertCalm(other);
  await other.context.close();
  await box(page, 'note').fill('Скорую не вызывали');
  await save(page);
  await page.waitForSelector('text=запись изменил кто-то ещё');
  await page.waitForSelector('text=отёк губ и сыпь');
  assert.equal(await box(page, 'note').inputValue(), 'Скорую не вызывали');
  await look(page, 'child-conflict');
  // Another refusal does not make it forget the version that stands.
  await box(page, 'substance').fill('');
  await save(page);
  await page.waitForSelector('[name="entry.substance"][aria-invalid]');
  await box(page, 'substance').fill('Персик');
  await page.getByRole('button', { name: 'Сохранить моё' }).click();
  await page.waitForURL(/\/s\/8\/[\w-]{22}$/);
  await settled(page);
  await page.waitForSelector('text=Версия 3');
  assert.match(await plain(page), /Скорую не вызывали/);
  assertCalm(anna);
});
