// What a mother finds of her son on a telephone: a falling haemoglobin, a late vaccination, and everything by time.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { assertCalm, go, heading, open, settled, signIn, textOf } from './browser.mjs';
import { assertSound, browser, comeInto } from './visitor.mjs';

let at;
let record;
before(async () => {
  at = await comeInto('anna', 'Михаил');
  record = new URL(at.page.url()).pathname;
});

test('anna finds on a phone, one tap from the overview, that haemoglobin is falling, and what that means', async () => {
  const { page, sent } = at;
  sent.length = 0;
  await page.getByRole('link', { name: 'Гемоглобин' }).click();
  await page.waitForURL('**/s/2/*/*');
  await settled(page);
  assert.equal(sent.length, 1);
  assert.match(await heading(page), /^Гемоглобин\s+Михаил Соколов$/);
  const text = await textOf(page);
  assert.match(text, /104\s+г\/л\s+↓\s*ниже нормы на 6/);
  assert.match(text, /норма 110–140\s+г\/л, для возраста 4\s+года/);
  assert.match(text, /ниже нормы — 2-й раз подряд/);
  assert.match(text, /Снижается: было 121, стало 104\s+г\/л/);
  assert.match(text, /Покажите результат педиатру[\s\S]*Это не диагноз/);
  // Neither the address nor the title says what is measured.
  assert.match(new URL(page.url()).pathname, /^\/p\/[\w-]{22}\/s\/2\/[\w-]+\/\d+$/);
  assert.match(await page.title(), /^Показатель · Михаил Соколов/);
  await assertSound(page, 'trend');
});

test('the picture says the same as the table, by shape and in words, and for another period', async () => {
  const { page } = at;
  const picture = page.getByRole('img', {
    name: /Гемоглобин, с .* по .*Последний результат: 104.*Снижается/,
  });
  assert.equal(await picture.count(), 1);
  assert.equal(await picture.locator('circle').count(), 4);
  assert.equal(await picture.locator('g > path').count(), 2);
  assert.ok((await picture.locator('g > text').allTextContents()).includes('104'));
  assert.equal(await page.locator('tbody tr').count(), 6);
  assert.match(await page.locator('tbody tr').first().innerText(), /104 г\/л[\s\S]*ниже нормы/);
  await page.getByRole('button', { name: '6 мес.' }).click();
  const rows = await page.locator('tbody tr').count();
  assert.ok(rows > 0 && rows < 6, `${rows} rows`);
  assert.equal(await page.locator('main svg[role=img] g').count(), rows);
  await page.getByRole('button', { name: 'Всё' }).click();
  await page.reload();
  await settled(page);
  assert.match(await heading(page), /^Гемоглобин/);
});

test('the search and «out of norm» narrow the results; words stay out of the address and come back with «back»', async () => {
  const { page } = at;
  await go(page, `${record}/s/2`);
  const names = () => page.locator('main li a').allInnerTexts();
  const all = (await names()).length;
  await page.getByRole('button', { name: /Вне нормы/ }).click();
  const out = (await names()).length;
  assert.ok(out > 0 && out < all);
  assert.equal(await page.locator('main li', { hasText: 'в норме' }).count(), 0);
  await page.fill('#analyte', 'ГЕМОГЛ');
  await page.waitForFunction(() => document.querySelectorAll('main li a').length === 1);
  assert.equal(new URL(page.url()).search, '');
  await assertSound(page, 'labs');
  await page.locator('main li a').click();
  await page.waitForURL('**/s/2/*/*');
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('main li a').length === 1);
  assert.equal(await page.inputValue('#analyte'), 'ГЕМОГЛ');
  await page.fill('#analyte', 'такого нет');
  await page.getByText('Такого показателя нет').waitFor();
});

test('anna finds that a vaccination is late, and the whole schedule by age', async () => {
  const { page } = at;
  await go(page, record);
  await page.locator('main li', { hasText: 'просрочена' }).getByRole('link').click();
  await page.waitForURL('**/plan');
  await settled(page);
  const text = await textOf(page);
  assert.match(text, /1 прививка просрочена[\s\S]*Полиомиелит, вторая ревакцинация[\s\S]*просрочена/);
  for (const word of ['При рождении', '3 месяца', '6 лет', 'впереди', 'сделана'])
    assert.ok(text.includes(word), word);
  assert.match(text, /Сделанные прививки[\s\S]*Пентаксим/);
  await assertSound(page, 'plan');
});

test('the timeline goes by month; sections and days stand in the address, words do not', async () => {
  const { page } = at;
  await go(page, `${record}/timeline`);
  const links = () => page.locator('main li a').count();
  assert.equal(await links(), 30);
  await page.getByRole('button', { name: 'Показать ещё' }).click();
  await page.waitForFunction(() => document.querySelectorAll('main li a').length === 60);
  const months = await page.locator('main section h2').allInnerTexts();
  assert.equal(new Set(months).size, months.length, 'a month is named once');
  await page.getByText('Найти и отобрать').click();
  await page.fill('#search', 'педиатр');
  await page.check('input[name=EXAMINATION_PROTOCOLS]');
  await page.fill('#from', '2020-01-01');
  await page.getByRole('button', { name: 'Показать', exact: true }).click();
  await page.waitForURL('**/timeline?s=1&from=2020-01-01');
  await settled(page);
  await page.waitForFunction(() => document.querySelectorAll('main li a').length < 10);
  assert.match(await textOf(page), /педиатр/i);
  assert.equal(await page.inputValue('#search'), 'педиатр');
  await assertSound(page, 'timeline');
  await page.getByRole('link', { name: 'За всё время' }).click();
  await page.waitForFunction(() => document.querySelectorAll('main li a').length === 30);
});

test('every file is in one place, and a copy says what it leaves out', async () => {
  const { page } = at;
  await go(page, `${record}/documents`);
  assert.match(await textOf(page), /оригинал[\s\S]*копия/);
  const copy = page.locator('main li', { hasText: 'копия' }).locator('a[download]');
  const [taken] = await Promise.all([page.waitForEvent('download'), copy.click()]);
  assert.equal(taken.suggestedFilename(), 'medcard.txt');
  const text = readFileSync(await taken.path(), 'utf8');
  assert.match(text, /Диагнозы:[\s\S]*Представитель в документе: Эту часть видят только врачи/);
  assert.doesNotMatch(text, /diagnoses|guardian|MAIN/);
  await assertSound(page, 'documents');
});

test('the diary is drawn kind by kind, with its table', async () => {
  const { page } = at;
  await go(page, `${record}/s/7`);
  await page.getByRole('link', { name: 'Дневник на графиках' }).click();
  await page.waitForURL('**/diary');
  await settled(page);
  assert.equal(await page.getByRole('img', { name: /^Рост, с .* Последнее значение: 104/ }).count(), 1);
  await page.getByText('Те же числа таблицей').first().click();
  assert.ok((await page.locator('details[open] tbody tr').count()) > 0);
  await assertSound(page, 'diary');
});

test('a print of the course has the person, the day, the picture and the table, and no controls', async () => {
  const { page } = at;
  await go(page, record);
  await page.getByRole('link', { name: 'Гемоглобин' }).click();
  await page.waitForURL('**/s/2/*/*');
  await settled(page);
  await page.emulateMedia({ media: 'print' });
  assert.match(await textOf(page), /Михаил Соколов, \d+\s\S+\s20\d\d\. Распечатано/);
  for (const name of ['Всё', 'Распечатать'])
    assert.equal(await page.getByRole('button', { name }).isVisible(), false, name);
  assert.equal(await page.locator('main svg[role=img]').isVisible(), true);
  await page.emulateMedia({ media: 'screen' });
});

test('the doctor of the open encounter has the same pages', async () => {
  const doctor = await open(browser);
  const { page } = doctor;
  await signIn(doctor, 'petrova');
  await page.locator('main li a').click();
  await page.waitForURL('**/p/*');
  await settled(page);
  for (const path of ['/timeline', '/s/2', '/plan', '/documents', '/diary']) {
    await go(page, `${record}${path}`);
    assert.match(await heading(page), /Михаил Соколов/, path);
  }
  await go(page, `${record}/documents`);
  assert.doesNotMatch(await textOf(page), /копия/);
  assertCalm(doctor);
  await doctor.context.close();
});

test('nothing went wrong on the way', () => assertCalm(at));
