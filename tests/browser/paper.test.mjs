// PAP-01, PAP-02, PAP-05, PAP-11: a mother books a visit for her child on a phone, gives it back, orders an extract, applies
// for paper; the clinic's desk works on both; whether there is a record is told without entering it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { assertCalm, go, heading, recordOf, textOf } from './browser.mjs';
import { come, comeInto, leave, PHONE } from './visitor.mjs';

let at;
let record;
before(async () => {
  at = await comeInto('anna', 'Михаил');
  record = `/p/${recordOf(at.page)}`;
});

test('anna books a visit for Миша, sees it among what is next, and cancels it', async () => {
  const { page } = at;
  const start = record;
  await go(page, start);
  await page.getByRole('link', { name: 'Записаться' }).click();
  await page.waitForSelector('main select');
  assert.match(await heading(page), /Запись к врачу/);
  await assertAccessible(page, 'booking at 390');
  await page.getByRole('button', { name: 'Записаться' }).click();
  assert.match(await textOf(page), /Выберите время/);
  const doctor = await page
    .locator('main select option')
    .evaluateAll((all) => all.find((one) => one.textContent.includes('Петрова')).value);
  await page.selectOption('main select', doctor);
  await page.locator('main input[name=slot]').first().check();
  await page.getByRole('button', { name: 'Записаться' }).click();
  await page.getByText('Вы записаны. Накануне мы напомним.').waitFor();
  await go(page, start);
  assert.match(await textOf(page), /Приём в клинике[\s\S]*Педиатрия · Петрова/);
  await go(page, `${start}/booking`);
  await page.getByRole('button', { name: 'Отменить запись' }).first().click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Отменить запись' }).click();
  await page.getByText('Запись отменена.').waitFor();
  await page.setViewportSize({ width: 1280, height: 844 });
  await assertAccessible(page, 'booking at 1280');
  assertCalm(at);
});

test('where the record of each region shows: three kinds, from the list of sections', async () => {
  const { page } = at;
  await go(page, `${record}/s`);
  await page.getByRole('link', { name: 'Медкарта в регионах' }).click();
  await page.getByText('Республика Татарстан').waitFor();
  const text = await textOf(page);
  for (const kind of ['На портале региона', 'На федеральном портале', 'Только на бумаге'])
    assert.ok(text.includes(kind), kind);
  await assertAccessible(page, 'regions');
  assertCalm(at);
});

test('anna orders an extract and applies for paper; petrova makes it and hands it out', async () => {
  const { page } = at;
  const start = `${record}/paper`;
  await page.setViewportSize({ width: 390, height: 844 });
  await go(page, start);
  assert.match(await heading(page), /Бумаги из клиники/);
  await page.getByText('Выписок вы ещё не заказывали.').waitFor();
  assert.match(await textOf(page), /отказаться от неё нельзя/);
  await assertAccessible(page, 'paper at 390');
  // Enter in the search only searches.
  for (const [text, answer] of [['нет такой', 'Другой такой клиники не нашли'], ['', 'Ваша поликлиника']]) {
    await page.fill('#organizationId-text', text);
    await page.keyboard.press('Enter');
    await page.getByText(answer).first().waitFor();
  }
  assert.doesNotMatch(await textOf(page), /Выберите, для чего выписка/);
  await page.getByRole('button', { name: 'Заказать' }).click();
  assert.match(await textOf(page), /Выберите, для чего выписка/);
  await page.getByLabel('Направление в институт (НИИ)').check();
  await page.getByLabel('Другой человек, с доверенностью').check();
  await page.fill('#fetchedBy', 'Волкова Мария Андреевна');
  await page.getByRole('button', { name: 'Заказать' }).click();
  await page.getByText('Заказ отправлен.').waitFor();
  await page.getByRole('button', { name: 'Подать заявление' }).click();
  await page.getByText('Заявление отправлено.').waitFor();
  await page.setViewportSize({ width: 1280, height: 844 });
  await assertAccessible(page, 'paper at 1280');

  const desk = await come('petrova', PHONE);
  await go(desk.page, '/clinic/papers');
  await desk.page.getByRole('link', { name: 'Направление в институт' }).click();
  await desk.page.getByRole('button', { name: 'Взять в работу' }).click();
  await desk.page.getByRole('button', { name: 'Выписка готова' }).click();
  await desk.page.getByLabel('Паспорт', { exact: true }).check();
  const handOut = desk.page.getByRole('button', { name: 'Выдать' });
  await handOut.click();
  await desk.page.getByText('Пришёл представитель', { exact: false }).first().waitFor();
  await desk.page.getByLabel('Доверенность видели').check();
  await assertAccessible(desk.page, 'paper at the desk');
  await handOut.click();
  await desk.page.getByText('Выдана').waitFor();
  await go(desk.page, '/clinic/papers');
  await desk.page.getByText('Карта на бумаге').click();
  await desk.page.getByRole('link', { name: 'Карта на бумаге' }).click();
  await desk.page.getByRole('button', { name: 'Принять заявление' }).click();
  await desk.page.getByText('Принято').waitFor();
  await assertAccessible(desk.page, 'paper keeping at the desk');
  await leave(desk);

  await go(page, start);
  const text = await textOf(page);
  assert.match(text, /Направление в институт[\s\S]*Придёт: Волкова Мария[\s\S]*Выдана/);
  assert.match(text, /Принято/);
  await page.getByRole('button', { name: 'Отозвать' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Отозвать' }).click();
  await page.getByText('Отозвано', { exact: true }).waitFor();
  assertCalm(at);
});

test('whether a record exists is told to a father who may open none', async () => {
  const sergey = await come('sergey', PHONE);
  const { page } = sergey;
  await page.getByRole('link', { name: 'Проверить, есть ли карта' }).click();
  await page.waitForSelector('main h1:has-text("Есть ли медкарта")');
  assert.match(await textOf(page), /Вы: Соколов Сергей[\s\S]*517/);
  await assertAccessible(page, 'check of the record');
  await leave(sergey);
});
