import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { assertCalm, enter, go, heading, open, recordOf, settled, signIn, textOf } from './browser.mjs';
import { browser } from './visitor.mjs';

/** In the order of the schema; an address carries the number. */
const SECTIONS = [
  'Приёмы и осмотры',
  'Анализы',
  'Тесты на COVID-19',
  'Прививки',
  'Исследования',
  'Выписки из стационара',
  'Дневник здоровья',
  'Данные о ребёнке',
  'Вызовы скорой',
  'Больничные',
  'Рецепты',
  'Справки',
  'Диспансеризация',
  'Ведение беременности',
  'Оказанные услуги',
];

let at;
let records;
before(async () => {
  at = await open(browser);
  await signIn(at, 'anna');
  await at.page.waitForSelector('main li a');
  const lines = await at.page
    .locator('main li a')
    .evaluateAll((links) => links.map((link) => [link.textContent, new URL(link.href).pathname]));
  records = Object.fromEntries(lines);
  await enter(at, 'anna', 'Михаил');
});

test('anna may open four records: her own first, then Павел, Вера and Миша; not the adult son', async () => {
  assert.deepEqual(Object.keys(records), [
    'Анна Соколова',
    'Павел Соколов',
    'Вера Соколова',
    'Михаил Соколов',
  ]);
  await go(at.page, '/');
  assert.match(await textOf(at.page), /Соколов Игорь Сергеевич\s+Ребёнку исполнилось 18 лет/);
});

test('the overview says whose record it is, what needs attention, what is new, who looked', async () => {
  const { page, sent } = at;
  sent.length = 0;
  await go(page, records['Михаил Соколов']);
  const text = await textOf(page);
  assert.equal(await heading(page), 'Михаил Соколов');
  assert.match(await page.title(), /^Михаил Соколов · Моя карта$/);
  assert.match(text, /Вы смотрите карту: Михаил Соколов, как мама/);
  for (const card of [
    'Требует внимания',
    'Последние события',
    'Разделы карты',
    'Главное',
    'Прививки по календарю',
    'Кто смотрел карту',
  ])
    assert.ok(text.includes(card), card);
  assert.match(text, /Гемоглобин[\s\S]*?ниже нормы/);
  assert.match(text, /Арахис/);
  assert.match(text, /Сделано \d+ из \d+/);
  // Once a visit: who is signed in, and the line that tells of news. The page itself is one request.
  assert.equal(sent.length, 3);
});

test('every section of the record opens, and one entry of each, in one request a page', async () => {
  const { page, sent } = at;
  await go(page, `${records['Михаил Соколов']}/s`);
  assert.equal(await page.locator('main li a[href*="/s/"]').count(), SECTIONS.length);
  for (const [index, name] of SECTIONS.entries()) {
    sent.length = 0;
    await page.locator('main li a', { hasText: name }).first().click();
    await page.waitForURL(`**/s/${index + 1}`);
    await settled(page);
    await page.waitForSelector('main li a');
    assert.match(await heading(page), new RegExp(`^${name}\\s+Михаил Соколов$`));
    assert.equal(sent.length, 1, `requests of ${name}`);
    if (name === 'Анализы') {
      await page.getByRole('button', { name: 'Исследования' }).click();
      await settled(page);
      await page.waitForSelector('main li:has-text("показател") a');
    }
    sent.length = 0;
    const link = page.locator('main li a').first();
    const title = (await link.innerText()).replaceAll('\u00a0', ' ');
    await link.click();
    await page.waitForURL(`**/s/${index + 1}/*`);
    await settled(page);
    await page.waitForSelector('main dl');
    // Services are told whole in their list; the link says no more than that there is a page.
    if (!title.startsWith('Подробно'))
      assert.ok((await heading(page)).replaceAll('\u00a0', ' ').startsWith(title), `${name}: ${title}`);
    assert.equal(sent.length, 1, `requests of an entry in ${name}`);
    const cells = await page
      .locator('main dd')
      .evaluateAll((all) => all.map((cell) => cell.textContent.trim()));
    assert.ok(cells.length > 2 && cells.every(Boolean), `${name}: an empty cell`);
    // Neither the address nor the title tells what is wrong with whom.
    assert.match(new URL(page.url()).pathname, /^\/p\/[\w-]{22}\/s\/\d{1,2}\/[\w-]+$/);
    assert.match(await page.title(), /^Запись карты · Михаил Соколов · Моя карта$/);
    await page.goBack();
    await page.goBack();
    await page.waitForURL('**/s');
    await settled(page);
  }
});

test('a field that a parent may not read is shown as hidden, with the reason and what to do', async () => {
  const { page } = at;
  await go(page, `${records['Вера Соколова']}/s/9`);
  await page.locator('main li a').first().click();
  await page.waitForSelector('main dl');
  for (const label of ['Адрес', 'Кто вызвал']) {
    const cell = page.locator('dl > div', { has: page.locator(`dt:text-is("${label}")`) }).first();
    assert.match(
      await cell.innerText(),
      /Скрыто\s+Эту часть видят только врачи\. Спросите о ней на приёме\./,
    );
    assert.equal(await cell.locator('svg').count(), 1);
  }
});

test("a teenager's record closes more to a parent, and says so whether or not there is anything", async () => {
  const { page } = at;
  const pavel = records['Павел Соколов'];
  await go(page, `${pavel}/s/1`);
  assert.match(await textOf(page), /Некоторые записи подростка видны только ему и врачу/);
  await page.locator('main li a').first().click();
  await page.waitForSelector('main dl');
  const social = page.locator('dl > div', { has: page.locator('dt:text-is("Образ жизни")') });
  assert.match(await social.innerText(), /Скрыто\s+С 15 лет это видят только сам подросток и врачи/);
  await go(page, `${pavel}/s/7`);
  assert.match(await textOf(page), /Этот раздел не открыт для вашего права доступа/);
  await go(page, `${pavel}/s/14`);
  assert.match(await textOf(page), /Этот раздел не открыт для вашего права доступа/);
  assert.doesNotMatch(await textOf(page), /нет данных/);
});

test('an empty section says that there is no data', async () => {
  await go(at.page, `${records['Вера Соколова']}/s/14`);
  assert.match(await textOf(at.page), /нет данных/);
});

test('out of norm is said by colour, sign and word, with the norm and the age beside it', async () => {
  const { page } = at;
  await go(page, `${records['Михаил Соколов']}/s/2`);
  await page.getByRole('button', { name: 'Исследования' }).click();
  await page.locator('main li', { hasText: 'вне нормы' }).first().getByRole('link').click();
  await page.waitForSelector('main table');
  const row = page.locator('tbody tr', { hasText: 'ниже нормы' }).first();
  assert.match(await row.innerText(), /↓\s*ниже нормы/);
  assert.match(await row.innerText(), /\d–\d/);
  const tag = row.getByText('ниже нормы');
  const plain = page.locator('tbody tr td').first();
  const colour = (element) => element.evaluate((node) => getComputedStyle(node).color);
  assert.notEqual(await colour(tag), await colour(plain));
  assert.match(await textOf(page), /возраст на эту дату: \d/);
  assert.match(await textOf(page), /это ещё не диагноз/);
});

test('a long list comes page by page, and days narrow it', async () => {
  const { page } = at;
  const path = `${records['Анна Соколова']}/s/7`;
  await go(page, path);
  const total = Number((await textOf(page)).match(/(\d+) запис/)[1]);
  assert.ok(total > 20);
  assert.equal(await page.locator('main li a').count(), 20);
  await page.getByRole('button', { name: 'Показать ещё' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('main li a').length === n, total);
  const links = await page.locator('main li a').evaluateAll((all) => all.map((link) => link.href));
  assert.equal(new Set(links).size, total);
  await page.getByText('Показать за период').click();
  await page.fill('#from', '2026-02-01');
  await page.fill('#to', '2026-01-01');
  await page.getByRole('button', { name: 'Показать', exact: true }).click();
  assert.match(await page.getByRole('alert').innerText(), /Начало периода позже его конца/);
  assert.equal(await page.inputValue('#from'), '2026-02-01');
  await page.fill('#from', '1999-01-01');
  await page.fill('#to', '1999-12-31');
  await page.getByRole('button', { name: 'Показать', exact: true }).click();
  await page.waitForURL('**?from=1999-01-01&to=1999-12-31');
  await settled(page);
  assert.match(await textOf(page), /За эти дни записей нет/);
  await page.getByRole('link', { name: 'За всё время' }).click();
  await page.waitForFunction(() => document.querySelectorAll('main li a').length === 20);
});

test('another record starts clean: nothing of the person before is left on the page', async () => {
  const { page, sent } = at;
  await go(page, records['Михаил Соколов']);
  assert.match(await textOf(page), /Мальтофер/);
  // The answer is held back, so that what shows meanwhile can be seen.
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route('**/graphql', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('navigation', { name: 'Чья карта' }).getByRole('link', { name: 'Вера' }).click();
  await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('Вера Соколова'));
  assert.doesNotMatch(await textOf(page), /Мальтофер|Михаил/);
  release();
  await page.unrouteAll({ behavior: 'wait' });
  await settled(page);
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Вера Соколова');
  assert.doesNotMatch(await textOf(page), /Мальтофер/);
  // Nor is it kept in memory: on the way back it is asked for anew, and logged anew.
  sent.length = 0;
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Михаил Соколов');
  assert.equal(sent.length, 1);
});

test('the document of an entry can be taken along: a copy without what is hidden, for a parent', async () => {
  const { page } = at;
  await go(page, `${records['Михаил Соколов']}/s/6`);
  await page.locator('main li a', { hasText: 'пневмония' }).click();
  await page.waitForSelector('main dl');
  const link = page.getByRole('link', { name: 'Выписной эпикриз', exact: true });
  assert.match(await textOf(page), /копия без того, что вам не показывается/);
  const [taken] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const copy = readFileSync(await taken.path(), 'utf8');
  assert.match(copy, /пневмония/i);
  assert.doesNotMatch(copy, /свидетельство о рождении/);
});

test('the vaccination plan and the access log tell the whole', async () => {
  const { page } = at;
  await go(page, `${records['Михаил Соколов']}/plan`);
  const plan = await textOf(page);
  for (const word of ['просрочена', 'впереди', 'сделана']) assert.ok(plan.includes(word), word);
  assert.match(plan, /Гепатит B, первая прививка/);
  await go(page, `${records['Михаил Соколов']}/viewers`);
  await page.waitForSelector('tbody tr');
  const first = await page.locator('tbody tr').first().innerText();
  assert.match(first, /Вы[\s\S]*20\d\d[\s\S]*родитель/);
  await go(page, `${records['Павел Соколов']}/viewers`);
  assert.match(await textOf(page), /Показаны только ваши обращения к карте/);
});

test('the print has the person, the day and the page, and no navigation', async () => {
  const { page } = at;
  await go(page, records['Михаил Соколов']);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('banner').isVisible(), false);
  assert.equal(await page.getByRole('navigation', { name: 'Чья карта' }).isVisible(), false);
  assert.match(await textOf(page), /Михаил Соколов, \d+\s\S+\s20\d\d\. Распечатано \d+\s\S+\s20\d\d/);
  const colours = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return [style.backgroundColor, style.color];
  });
  assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
  await page.emulateMedia({ media: 'screen' });
});

test('nothing went wrong on the way', () => {
  assert.equal(recordOf(at.page).length, 22);
  assertCalm(at);
});
