// A certificate that anybody may check, and the emergency card (SEC-10, PAP-10). How the record is taken along: everyone.test.mjs.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assertCalm, go, heading, open, PAGE, settled, textOf } from './browser.mjs';
import { assertSound, browser, comeInto, look, PHONE } from './visitor.mjs';

let at;
let record;
before(async () => {
  at = await comeInto('anna', 'Михаил');
  record = new URL(at.page.url()).pathname;
});

test('a certificate is issued, and revoked', async () => {
  const { page } = at;
  await go(page, `${record}/download`);
  assert.match(await heading(page), /^Скачать карту\s+Михаил Соколов$/);
  await page.getByRole('radio', { name: /^Прививочный сертификат/ }).check();
  await page.getByRole('button', { name: 'Подготовить файл' }).click();
  const link = page
    .getByRole('listitem')
    .filter({ hasText: 'Прививочный сертификат' })
    .getByRole('link', { name: 'Скачать', exact: true });
  await link.waitFor({ timeout: 20_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(file.suggestedFilename(), 'medcard.pdf');
  await look(page, 'download');
  const issued = page
    .locator('section, article, div')
    .filter({ has: page.getByRole('heading', { name: 'Выданные документы' }) });
  assert.ok(await issued.count());
  const row = page
    .getByRole('listitem')
    .filter({ hasText: 'Прививочный сертификат' })
    .filter({ hasText: 'выдан' });
  assert.match(await row.innerText(), /действует по/);
  await row.getByRole('button', { name: 'Отозвать' }).first().click();
  await row.getByRole('dialog').getByRole('button', { name: 'Отозвать' }).click();
  await row.getByText('не действует', { exact: true }).waitFor();
});

test('the emergency card shows what a doctor needs first, and becomes a PDF', async () => {
  const { page } = at;
  await page.getByRole('link', { name: 'Карточка на экстренный случай' }).click();
  await page.waitForURL('**/emergency');
  await settled(page);
  const text = await textOf(page);
  assert.match(text, /Аллергии[\s\S]*Группа крови[\s\S]*Лекарства[\s\S]*Кому позвонить/);
  await assertSound(page, 'emergency card');
  await page.getByLabel('Имя').fill('Мама');
  await page.getByLabel('Телефон').fill('+7 900 000-00-00');
  await page.getByRole('button', { name: 'Сделать PDF' }).click();
  await page.waitForURL('**/download');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Карточка на экстренный случай' })
    .getByRole('link', { name: 'Скачать' })
    .waitFor({ timeout: 20_000 });
  assertCalm(at);
});

test('anybody checks a code without signing in', async () => {
  const stranger = await open(browser, PHONE);
  await stranger.page.goto(`${PAGE}/verify/AAAA-BBBB-CCCC-DDDD-EEEE`);
  await settled(stranger.page);
  assert.match(await textOf(stranger.page), /Документа с таким кодом нет/);
  await assertSound(stranger.page, 'check');
  assertCalm(stranger);
});
