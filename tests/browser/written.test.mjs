// What doctors sign at once on a phone: exemption, referral, report, vaccination; corrected, taken out, shown after a talk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertCalm, go, open, recordOf, settled, signIn, textOf } from './browser.mjs';
import { browser, come, leave, look, PHONE } from './visitor.mjs';

const at = await come('petrova', PHONE);
const { page } = at;
await page
  .getByRole('link', { name: /Соколов Михаил/ })
  .first()
  .click();
await page.getByRole('link', { name: 'Написать протокол' }).waitFor();
await settled(page);
const patient = recordOf(page);

/** Игорь's СНИЛС in the demo. */
const IGOR = '90000010690';
const box = (name) => `[name="content.${name}"]`;
const link = (name, of = page) => of.getByRole('link', { name }).first().click();
const write = async (what) => go(page, `/p/${patient}/write/${what}`);

async function sign(of = page) {
  await of.getByRole('button', { name: 'Подписать', exact: true }).click();
  await of.locator('dialog[open]').getByRole('button', { name: 'Подписать', exact: true }).click();
}
async function signed(section, of = page) {
  await sign(of);
  await of.waitForURL(`**/${section}*`);
  await settled(of);
}
async function fillDay(name, [day, month, year]) {
  await page.fill(`[name="content.${name}.day"]`, day);
  await page.fill(`[name="content.${name}.month"]`, month);
  await page.fill(`[name="content.${name}.year"]`, year);
}

test('an exemption: a refusal loses nothing, a correction tells its reason to doctors', async () => {
  await go(page, `/p/${patient}`);
  await link('Дать медотвод');
  await page.waitForSelector(box('reason'));
  await settled(page);
  await page.fill(box('reason'), 'Острый бронхит');
  await sign();
  await page.waitForSelector('main [role=alert]');
  assert.equal(await page.inputValue(box('reason')), 'Острый бронхит', 'what was typed stays');
  await look(page, 'written-exemption');
  await page.getByLabel('грипп').check();
  await fillDay('untilDay', ['31', '2', '2031']);
  await sign();
  await page.getByText('Такого дня нет').first().waitFor();
  await fillDay('untilDay', ['1', '3', '2031']);
  await signed('s/4/');
  assert.match(await textOf(page), /медотвод[\s\S]*Острый бронхит/);
  await link('Исправить медотвод');
  await page.waitForSelector('[name=reason]');
  await settled(page);
  assert.ok(await page.getByLabel('грипп').isChecked());
  await page.getByLabel('Постоянный').check();
  await page.fill('[name=reason]', 'Уточнён срок медотвода');
  await signed('s/4/');
  const text = await textOf(page);
  assert.match(text, /постоянный/);
  assert.match(text, /Почему исправили: Уточнён срок медотвода/);
  assertCalm(at);
});

test('a referral that two windows correct: both sides are shown, and neither is lost', async () => {
  await write('referral');
  await page.fill(box('name'), 'Консультация ЛОР');
  await page.fill(box('reason'), 'Частые отиты');
  await page.getByLabel('Срочно').check();
  await look(page, 'written-referral');
  await signed('referrals');
  assert.match(await textOf(page), /Консультация ЛОР[\s\S]*Частые отиты[\s\S]*срочно/);
  await look(page, 'written-referrals');
  const row = (of) => of.locator('main li', { hasText: 'Консультация ЛОР' });
  const href = await row(page).getByRole('link', { name: 'Исправить' }).getAttribute('href');
  const other = await at.context.newPage();
  await other.goto(new URL(href, page.url()).href);
  await other.waitForSelector('[name=reason]');
  await page.goto(new URL(href, page.url()).href);
  await page.waitForSelector('[name=reason]');
  await settled(page);
  await other.fill(box('reason'), 'Отит третий раз за год');
  await other.fill('[name=reason]', 'Уточнён повод');
  await sign(other);
  await other.waitForURL('**/referrals');
  await other.close();
  await page.fill(box('name'), 'Консультация сурдолога');
  await page.fill('[name=reason]', 'Нужен другой врач');
  await sign();
  await page.getByRole('heading', { name: 'Сейчас в карте' }).waitFor();
  await page.getByText('Отит третий раз за год').waitFor();
  assert.equal(await page.inputValue(box('name')), 'Консультация сурдолога');
  await look(page, 'written-conflict');
  await signed('referrals');
  assert.match(await textOf(page), /Консультация сурдолога/);
  assertCalm(at);
});

test('a report is corrected whole, and a lost connection neither loses nor doubles it', async () => {
  await write('labs');
  await page.fill(box('title'), 'Общий анализ крови');
  await page.fill(box('results.0.name'), 'Гемоглобин');
  await page.fill(box('results.0.value'), '104');
  await page.fill(box('results.0.referenceLow'), 'сто');
  await sign();
  await page.getByText('Здесь нужно число').first().waitFor();
  await page.fill(box('results.0.referenceLow'), '110');
  await signed('s/2/');
  await link('Исправить анализ');
  await page.waitForSelector('[name=reason]');
  await settled(page);
  assert.equal(await page.inputValue(box('results.0.value')), '104');
  await page.fill(box('results.0.value'), '114');
  await page.fill('[name=reason]', 'Опечатка в числе');
  await look(page, 'written-labs-correction');
  // The service hears it, and its answer is lost on the way.
  await page.route('**/graphql', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await sign();
  await page.getByText('Проверьте интернет').first().waitFor();
  assert.equal(await page.inputValue(box('results.0.value')), '114');
  await page.unroute('**/graphql');
  at.trouble.length = 0;
  await signed('s/2/');
  const text = await textOf(page);
  assert.match(text, /114/);
  assert.match(text, /Версия 2[\s\S]*Почему исправили: Опечатка в числе/);
  assert.doesNotMatch(text, /Версия 3/);
  assertCalm(at);
});

test('a vaccination gets its reaction, and one of another child is taken out with the reason', async () => {
  await write('vaccination');
  await page.fill(box('vaccineName'), 'Флю-М');
  await page.getByLabel('грипп').check();
  await signed('s/4/');
  await link('Исправить прививку');
  await page.waitForSelector('[name=reason]');
  await settled(page);
  await page.getByText('Ещё поля').click();
  await page.fill(box('reactionLocal'), 'Покраснение 1 см');
  await page.fill('[name=reason]', 'Реакция на второй день');
  await look(page, 'written-vaccination-correction');
  await signed('s/4/');
  assert.match(await textOf(page), /Покраснение 1\sсм/);
  await link('Убрать: внесено по ошибке');
  await page.waitForSelector('[name=reason]');
  await settled(page);
  await page.fill('[name=reason]', 'нет');
  const out = async () => {
    await page.getByRole('button', { name: 'Убрать из карты' }).click();
    await page.locator('dialog[open]').getByRole('button', { name: 'Убрать из карты' }).click();
  };
  await out();
  await page.waitForSelector('main [role=alert]');
  await look(page, 'written-withdraw');
  await page.fill('[name=reason]', 'Привит другой ребёнок');
  await out();
  await page.waitForURL('**/s/4');
  await settled(page);
  assert.doesNotMatch(await textOf(page), /Флю-М/);
  assertCalm(at);
});

test('a held result opens for a stated reason, and is shown after a talk', async () => {
  await write('labs');
  await page.fill(box('title'), 'Генетическое исследование');
  await page.fill(box('results.0.name'), 'Кариотип');
  await page.fill(box('results.0.value'), '46,XY');
  await sign();
  await page.getByText('Запись с ограниченным доступом').waitFor();
  await write('release');
  await page.getByRole('link', { name: 'Назвать причину: мой день' }).click();
  await page.waitForSelector('main h1:has-text("Мой день")');
  await settled(page);
  await page.getByRole('button', { name: 'Показать закрытые записи' }).first().click();
  await page.fill('#reason', 'Беседа о результате генетического анализа');
  await page.getByRole('button', { name: 'Показать записи' }).click();
  await page.getByText('причина названа').first().waitFor();
  await write('release');
  const held = page.locator('main section', { hasText: 'Генетическое исследование' });
  const show = async (note) => {
    await held.locator('textarea').fill(note);
    await held.getByRole('button', { name: 'Открыть пациенту' }).click();
    await page.locator('dialog[open]').getByRole('button', { name: 'Открыть пациенту' }).click();
  };
  await show('да');
  await held.locator('[role=alert]').waitFor();
  await look(page, 'written-release');
  await show('Объяснили матери, что значит результат.');
  await page.getByText('Открыто: Генетическое исследование').waitFor();
  await held.waitFor({ state: 'detached' });
  assertCalm(at);
});

test('a hospital admits, and the doctor opens the encounter from the admission', async () => {
  const desk = await come('registrar', PHONE);
  await go(desk.page, '/registry/admit');
  await desk.page.fill('#doctor', 'nobody');
  await desk.page.fill('[id="patient.number"]', '112-233-445 95');
  await desk.page.click('main button[type=submit]');
  await desk.page.waitForSelector('main [role=alert]');
  assert.equal(await desk.page.inputValue('#doctor'), 'nobody', 'what was typed stays');
  await look(desk.page, 'written-admission');
  await desk.page.fill('#doctor', 'petrova');
  await desk.page.fill('[id="patient.number"]', IGOR);
  const [year, month, day] = (await bornOf('igor')).split('-');
  await desk.page.fill('[name="patient.birthDate.day"]', day);
  await desk.page.fill('[name="patient.birthDate.month"]', month);
  await desk.page.fill('[name="patient.birthDate.year"]', year);
  await desk.page.fill('#ward', 'Палата 3');
  await desk.page.fill('#reason', 'Плановое поступление, направление 12');
  await desk.page.click('main button[type=submit]');
  await desk.page.getByText('пациент ждёт врача petrova').waitFor();
  await leave(desk);

  await go(page, '/doctor');
  const waiting = page.locator('main li', { hasText: 'Палата 3' });
  assert.match(await waiting.innerText(), /Соколов Игорь/);
  await waiting.getByRole('button').click();
  await page.getByText('Приём начат, карта открыта').waitFor();
  await page.getByRole('link', { name: /Соколов Игорь/ }).first().click();
  await page.getByRole('link', { name: 'Написать протокол' }).waitFor();
  assertCalm(at);
});

/** When somebody of the cast was born: they turn the demo's years on its own day. */
async function bornOf(who) {
  const own = await open(browser);
  const answered = own.page.waitForResponse(
    async (answer) => answer.url().endsWith('/graphql') && (await answer.text()).includes('birthDate'),
  );
  await signIn(own, who);
  const { data } = await (await answered).json();
  await own.context.close();
  return data.viewer.records[0].birthDate;
}
