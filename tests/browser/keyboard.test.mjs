// What is done by the keyboard alone, besides signing in (signIn.test.mjs) and deciding a request (staff.test.mjs).
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { assertCalm, codeOf, go, open, settled, stateOf, textOf } from './browser.mjs';
import { picture } from './filing.mjs';
import { arrived, focused, tabTo, tabToField } from './keyboard.mjs';
import { browser } from './visitor.mjs';

let at;
before(async () => {
  at = await open(browser, { state: await stateOf(browser, 'anna', 'Михаил') });
  await go(at.page, '/');
});

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
  await tabToField(page, '[type=search]');
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

test('the keyboard files a request with its photo, mends what was refused on the way, and takes it back', async () => {
  const father = await open(browser, { width: 390, state: await stateOf(browser, 'sergey') });
  const { page } = father;
  const press = async (wanted) => {
    await tabTo(page, wanted);
    await page.keyboard.press('Enter');
  };
  const come = async (heading) => {
    await arrived(page, heading);
    await settled(page);
    await assertAccessible(page, heading);
  };
  /** What is wrong takes the focus; its link, where there is one, leads to the field. */
  const refused = async (words, field) => {
    await page.getByRole('alert').getByText(words).waitFor();
    await page.waitForFunction(() => document.activeElement.getAttribute('role') === 'alert');
    if (!field) return;
    await tabToField(page, '[role=alert] a');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), field);
  };
  await go(page, '/');
  await press('Запросить доступ');
  await come('Запрос доступа');
  await press('Дальше');
  await refused('Выберите, чья карта нужна', 'record');
  const chosen = () => page.evaluate(() => document.activeElement.closest('label')?.textContent ?? '');
  for (let presses = 0; presses < 6 && !(await chosen()).includes('Михаил'); presses++)
    await page.keyboard.press('ArrowDown');
  assert.match(await chosen(), /Михаил/);
  await press('Дальше');
  await come('На какой телефон присылать коды?');
  // Whoever asks gets the access, unless they say otherwise.
  await press('Назад');
  await come('Номер полиса ОМС');
  await press('Назад');
  await come('Кому открыть доступ?');
  await press('Дальше');
  await come('На какой телефон присылать коды?');
  await tabToField(page, '#phone');
  await page.keyboard.type('+79000000002');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#code');
  await tabToField(page, '#code');
  await page.keyboard.type(await codeOf('sergey'));
  await page.keyboard.press('Enter');
  await come('Ваше фото с паспортом');
  const give = async (file) => {
    await tabToField(page, '#photo');
    const chosen = page.waitForEvent('filechooser');
    // The browser must know that the dialog is the test's before it opens one.
    assert.equal(await page.evaluate(() => document.activeElement.id), 'photo');
    await page.keyboard.press('Enter');
    await (await chosen).setFiles(file);
  };
  await give({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await refused('Это не фотография');
  await give({ name: 'me.png', mimeType: 'image/png', buffer: picture(640, 640) });
  await page.waitForSelector('figure img');
  await press('Дальше');
  await come('Проверьте и отправьте');
  await press('Отправить запрос');
  await refused('Без согласия', 'consentVersion');
  await page.keyboard.press('Space');
  await press('Отправить запрос');
  await come('Доступ к карте');
  assert.match(await textOf(page), /Ответим не позже[\s\S]*Решение сотрудника[\s\S]*Что вы увидите/);
  await press('Отозвать запрос');
  await page.waitForSelector('dialog[open]');
  assert.equal(await focused(page), 'Отозвать запрос');
  await page.keyboard.press('Enter');
  await page.getByText('Отозван вами').first().waitFor();
  assertCalm(father);
  await father.context.close();
});
