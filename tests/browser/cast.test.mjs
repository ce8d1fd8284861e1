import assert from 'node:assert/strict';
import { afterEach, before, test } from 'node:test';
import { assertCalm, codeOf, enter, go, heading, open, settled, signIn, textOf } from './browser.mjs';
import { browser } from './visitor.mjs';

let at;
let misha;
before(async () => {
  const anna = await open(browser);
  await signIn(anna, 'anna');
  const link = anna.page.locator('main li a', { hasText: 'Михаил' });
  misha = new URL(await link.evaluate((element) => element.href)).pathname;
  await anna.context.close();
});
afterEach(async () => {
  assertCalm(at);
  await at.context.close();
});

const come = async (who, begins = 'карты') => {
  at = await open(browser);
  await signIn(at, who);
  await at.page.waitForFunction(
    (word) => new RegExp(word, 'i').test(document.querySelector('h1')?.textContent),
    begins,
  );
};
const names = () => at.page.locator('main section').first().locator('li b, li a').allInnerTexts();

/** Opens an address without a standing on it: after the code, the same answer as for nothing at all. */
async function refused(who, path) {
  await at.page.goto(`${process.env.MEDCARD_PAGE}${path}`);
  await at.page.waitForSelector('#code');
  await at.page.fill('#code', await codeOf(who));
  await at.page.click('button[type=submit]');
  await settled(at.page);
  assert.equal(await heading(at.page), 'Эта карта вам не открыта');
  assert.doesNotMatch(await textOf(at.page), /Миша|Михаил|Вера|Павел/);
  return textOf(at.page);
}

test('stranger has his own record and learns nothing of another', async () => {
  await come('stranger');
  assert.deepEqual(await names(), ['Фёдор Чужой']);
  const text = await refused('stranger', misha);
  assert.match(text, /Такой записи нет, или у вас нет права её видеть/);
  await go(at.page, `${misha}/s/2`);
  assert.match(await textOf(at.page), /Такой записи нет, или у вас нет права её видеть/);
  assert.equal(await at.page.locator('nav', { hasText: 'Анализы' }).count(), 0);
});

test('basic is told that the level of the account is too low', async () => {
  await come('basic');
  const text = await textOf(at.page);
  assert.match(text, /Сейчас вам не открыта ни одна карта/);
  assert.match(text, /нужна подтверждённая учётная запись, а ваша — упрощённая/);
  assert.match(text, /Заполнить сведения о себе/);
});

test('region is told that the policy is of another region', async () => {
  await come('region');
  assert.match(await textOf(at.page), /Сейчас вам не открыта ни одна карта/);
  const own = await at.page.locator('main li a', { hasText: 'Моя карта' }).getAttribute('href');
  const text = await refused('region', own);
  assert.match(text, /полис ОМС зарегистрирован в регионе, который пока не подключён/);
  assert.match(text, /Проверьте портал здоровья своего региона/);
});

test('sergey, a father without grants yet, sees whose records are closed and why', async () => {
  await come('sergey');
  const text = await textOf(at.page);
  assert.match(text, /Сейчас вам не открыта ни одна карта/);
  assert.match(text, /Соколов Игорь Сергеевич\s+Ребёнку исполнилось 18 лет/);
  for (const name of ['Вера', 'Павел', 'Михаил']) assert.ok(text.includes(name), name);
  assert.match(await refused('sergey', misha), /Доступ к этой карте ещё не открыт\. *\n*Запросите его/);
});

test('petrova has Миша while his encounter is open, sees what a doctor sees, and nobody else', async () => {
  await come('petrova', 'мой день');
  await at.page.waitForSelector('main li a');
  assert.deepEqual(await names(), ['Соколов Михаил Сергеевич, 4\u00a0года']);
  const { page } = at;
  // A code is for people's own and their wards' records; a doctor comes by the open encounter.
  await page.locator('main li a').click();
  await page.waitForURL('**/p/*');
  await settled(page);
  assert.match(await textOf(page), /Вы смотрите карту: Михаил Соколов, как лечащий врач/);
  await go(page, `${misha}/s/9`);
  await page.locator('main li a').first().click();
  await page.waitForSelector('main dl');
  assert.doesNotMatch(await textOf(page), /Скрыто/);
  const address = page.locator('dl > div', { has: page.locator('dt:text-is("Адрес")') }).first();
  assert.ok((await address.innerText()).length > 'Адрес'.length + 3);
  await go(page, `${misha}/s/15`);
  assert.match(await textOf(page), /Этот раздел не открыт для вашего права доступа/);
  await go(page, `${misha}/viewers`);
  assert.match(await textOf(page), /Показаны только ваши обращения к карте/);
});

test('pavel sees of himself what his mother does not', async () => {
  await come('pavel');
  assert.deepEqual(await names(), ['Павел Соколов']);
  await enter(at, 'pavel', 'Павел');
  const { page } = at;
  assert.doesNotMatch(await textOf(page), /Вы смотрите карту/);
  await page.locator('nav a', { hasText: 'Разделы' }).first().click();
  await page.waitForURL('**/s');
  await settled(page);
  await page.locator('main li a', { hasText: 'Приёмы и осмотры' }).click();
  await page.waitForSelector('main li a');
  await settled(page);
  assert.match(await textOf(page), /психиатр/i);
  await page.locator('main li a').first().click();
  await page.waitForSelector('main dl');
  assert.doesNotMatch(await textOf(page), /С 15 лет это видят только сам подросток/);
});

test('a member of staff without an encounter is told when records open', async () => {
  await come('analyst');
  assert.match(await textOf(at.page), /пока идёт приём и ещё трое суток после него/);
});
