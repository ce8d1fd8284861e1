// Anna takes Миша's record away: to read, for another clinic, as a certificate that anybody may check (PAP-04, SEC-10, PAP-10).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { assertCalm, go, heading, open, PAGE, settled, textOf } from './browser.mjs';
import { assertSound, browser, comeInto, PHONE } from './visitor.mjs';

let at;
let record;
before(async () => {
  at = await comeInto('anna', 'Михаил');
  record = new URL(at.page.url()).pathname;
});

/** Orders what is called so, waits until it is made, and gives its bytes. */
async function taken(page, name) {
  const before = await page.getByRole('link', { name: 'Скачать', exact: true }).count();
  await page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
  await page.getByRole('button', { name: 'Подготовить файл' }).click();
  const links = page.getByRole('link', { name: 'Скачать', exact: true });
  await links.nth(before).waitFor({ timeout: 20_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), links.first().click()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

test('anna downloads Миша’s record to read and for another clinic', async () => {
  const { page } = at;
  await go(page, `${record}/documents`);
  await page.getByRole('link', { name: 'Скачать карту' }).click();
  await page.waitForURL('**/download');
  await settled(page);
  assert.match(await heading(page), /^Скачать карту\s+Михаил Соколов$/);
  const paper = await taken(page, 'Карта, чтобы читать и печатать');
  assert.equal(paper.name, 'medcard.pdf');
  assert.equal(paper.content.subarray(0, 5).toString(), '%PDF-');
  const fhir = await taken(page, 'Карта для другой системы');
  assert.equal(fhir.name, 'medcard.json');
  const bundle = JSON.parse(fhir.content.toString());
  assert.equal(bundle.type, 'collection');
  assert.equal(bundle.entry[0].resource.name[0].family, 'Соколов');
  await assertSound(page, 'download');
  const narrow = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 900 });
  await settled(page);
  await assertSound(page, 'download, wide');
  await page.setViewportSize(narrow);
});

test('a certificate is issued, and revoked', async () => {
  const { page } = at;
  await taken(page, 'Прививочный сертификат');
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
