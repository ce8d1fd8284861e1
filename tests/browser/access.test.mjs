// Access that ends, and children who are added. How a request is filed: stranger.test.mjs and keyboard.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { go, settled, textOf } from './browser.mjs';
import { come, leave, PHONE } from './visitor.mjs';

const next = async ({ page }, name = 'Дальше') => {
  await page.getByRole('button', { name, exact: true }).click();
  await settled(page);
};
const noViolations = ({ page }) => assertAccessible(page, page.url());

test('a mother ends her own access at once, and nobody else’s', async () => {
  const at = await come('anna');
  await go(at.page, '/access');
  await noViolations(at);
  const vera = at.page.locator('main li', { hasText: 'Соколова Вера' }).last();
  await vera.getByRole('button', { name: 'Завершить' }).click();
  await at.page.getByRole('button', { name: 'Завершить доступ' }).click();
  await at.page.getByText(/Доступ завершён: Соколова Вера/).waitFor();
  await leave(at);
});

test('a parent adds a child by each way, and is told what to do next', async () => {
  const at = await come('anna', PHONE);
  const born = async () => {
    for (const [part, value] of [
      ['', '5'],
      ['-month', '3'],
      ['-year', '2019'],
    ])
      await at.page.fill(`#birthDate${part}`, value);
  };
  const add = async (way, document, more = async () => {}) => {
    await go(at.page, '/family/new');
    await at.page.getByLabel(way).check();
    await next(at);
    await at.page.fill('#familyName', 'Соколова');
    await at.page.fill('#givenName', 'Дарья');
    await born();
    await more();
    await at.page.fill('[id="document.number"]', document);
    await noViolations(at);
    await next(at, 'Отправить на проверку');
    await at.page.waitForSelector('ol[aria-label]');
  };
  await add(/выдано в России/, 'iv-мю 123450', () => at.page.getByLabel('Моя дочь').check());
  assert.match(await textOf(at.page), /Заявление №/);
  await noViolations(at);
  await add(/в другой стране/, 'AB 100200', () => at.page.getByLabel('Моя дочь').check());
  assert.match(await textOf(at.page), /Возьмите с собой оригиналы/);
  await noViolations(at);
  await at.page.getByRole('button', { name: 'Удалить из списка' }).click();
  await at.page.getByRole('dialog').getByRole('button', { name: 'Удалить из списка' }).click();
  await at.page.waitForFunction(() => location.pathname === '/family');
  await add(/Я опекун/, 'II-МЮ 765430', () => at.page.getByLabel('Женский').check());
  assert.match(await textOf(at.page), /Заявление №/);
  await leave(at);
});
