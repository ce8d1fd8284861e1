// Anna shows Миша's vaccinations by a link; who has it and its code reads them without an account; she sees it, and takes it back (PAP-04).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { assertCalm, enter, go, heading, launch, open, settled, signIn, textOf } from './browser.mjs';

let browser;
let anna;
let record;
let link;
let code;
before(async () => {
  browser = await launch();
  anna = await open(browser, { width: 390 });
  await signIn(anna, 'anna');
  await enter(anna, 'anna', 'Михаил');
  record = new URL(anna.page.url()).pathname;
});
after(() => browser.close());

/** Nothing sticks out, and axe finds nothing, on a phone and on a desk. */
async function assertSound(page, name) {
  const narrow = page.viewportSize();
  for (const size of [{ width: 320, height: 700 }, narrow, { width: 1280, height: 900 }]) {
    await page.setViewportSize(size);
    await settled(page);
    const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    assert.ok(whole <= inner, `${name}: ${whole} px wide in ${inner}`);
    if (size.width > 320) await assertAccessible(page, `${name}, ${size.width}`);
  }
  await page.setViewportSize(narrow);
}

const linkRow = (page) => page.locator('main li').filter({ hasText: 'Прививки' }).first();

test('anna makes a link to what she chose, and is told it once', async () => {
  const { page } = anna;
  await go(page, `${record}/download`);
  await page.getByRole('link', { name: 'Поделиться по ссылке' }).click();
  await page.waitForURL('**/share');
  await settled(page);
  assert.match(await heading(page), /^Поделиться по ссылке\s+Михаил Соколов$/);
  await assertSound(page, 'share');
  await page.getByRole('button', { name: 'Создать ссылку' }).click();
  await page.getByRole('alert').getByText('Отметьте, что показать').waitFor();
  code = await page.getByLabel('Код для получателя').inputValue();
  assert.match(code, /^\d{6}$/);
  await page.getByRole('checkbox', { name: 'Прививки' }).check();
  await page.getByRole('radio', { name: '1 час' }).check();
  await page.getByRole('button', { name: 'Создать ссылку' }).click();
  await page.getByRole('heading', { name: 'Ссылка готова' }).waitFor();
  link = (await page.getByText(/#shlink:\//).innerText()).trim();
  assert.match(await textOf(page), new RegExp(`Код\\s+${code}`));
  assert.ok(await page.getByRole('img', { name: 'QR-код ссылки' }).count());
  await settled(page);
  await assertSound(page, 'made');
  assert.match(await linkRow(page).innerText(), /открывается\s+ещё не открывали/);
});

test('a stranger opens it with the code, reads, and takes the file', async () => {
  const stranger = await open(browser, { width: 390 });
  const { page } = stranger;
  await page.goto(link);
  await settled(page);
  assert.equal(await heading(page), 'Медкарта по ссылке');
  await assertSound(page, 'ask');
  await page.getByRole('button', { name: 'Открыть' }).click();
  await page.getByRole('alert').getByText('Напишите, кто вы').waitFor();
  await page.getByLabel('Кто вы').fill('Логопед Иванова');
  await page.getByLabel('Код', { exact: true }).fill(code === '935127' ? '935128' : '935127');
  await page.getByRole('button', { name: 'Открыть' }).click();
  await page.getByRole('alert').getByText(/Код не подошёл[\s\S]*Осталось 4 попытки/).waitFor();
  assert.equal(await page.getByLabel('Кто вы').inputValue(), 'Логопед Иванова', 'nothing typed is lost');
  await page.getByLabel('Код', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Открыть' }).click();
  await page.getByRole('heading', { name: 'Прививки', exact: true }).waitFor();
  await settled(page);
  const text = await textOf(page);
  assert.match(text, /Пациент[\s\S]*Соколов Михаил/);
  assert.doesNotMatch(text, /Гемоглобин/, 'nobody chose the laboratory');
  await assertSound(page, 'opened');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Сохранить файл FHIR' }).click(),
  ]);
  const bundle = JSON.parse(readFileSync(await file.path(), 'utf8'));
  assert.equal(bundle.type, 'document');
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.title]);
  assert.deepEqual(kept.slice(0, 2), [0, 0]);
  assert.doesNotMatch(kept[2], /Михаил|Прививк/);
  // The wrong code is answered with 401, which the browser writes down by itself.
  stranger.trouble.splice(0, Infinity, ...stranger.trouble.filter((one) => !/status of 401/.test(one)));
  assertCalm(stranger);
  await stranger.context.close();
});

test('anna sees who opened it, and takes it back', async () => {
  const { page } = anna;
  await go(page, `${record}/share`);
  const row = linkRow(page);
  await row.getByText('2 попытки открыть').click();
  assert.match(await row.innerText(), /Логопед Иванова · [\s\S]*открыта[\s\S]*код не подошёл/);
  await go(page, `${record}/viewers`);
  assert.match(await textOf(page), /По вашей ссылке: Логопед Иванова/);
  await go(page, '/notifications');
  assert.match(await textOf(page), /Вашу ссылку открыли/);
  await go(page, `${record}/share`);
  await linkRow(page).getByRole('button', { name: 'Отозвать' }).first().click();
  await linkRow(page).getByRole('dialog').getByRole('button', { name: 'Отозвать' }).click();
  await linkRow(page).getByText('отозвана', { exact: true }).waitFor();
  assertCalm(anna);
  const late = await open(browser, { width: 390 });
  await late.page.goto(link);
  await settled(late.page);
  await late.page.getByLabel('Кто вы').fill('Логопед Иванова');
  await late.page.getByLabel('Код', { exact: true }).fill(code);
  await late.page.getByRole('button', { name: 'Открыть' }).click();
  await late.page.getByRole('alert').getByText(/Ссылка не открывается/).waitFor();
  await late.page.goto(`${link.slice(0, -9)}`);
  await late.page.reload();
  await settled(late.page);
  assert.match(await textOf(late.page), /Ссылка неполная/);
});
