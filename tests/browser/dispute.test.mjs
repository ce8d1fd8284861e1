// SEC-18, CMP-01…05, SVC-01…04: anna disputes a service of Миша's, the insurer upholds, the clinic corrects, anna sees it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, heading, open, recordOf, settled, stateOf, textOf } from './browser.mjs';
import { browser, come, leave, look, PHONE } from './visitor.mjs';

const TEXT = 'В этот день мы были на даче: доктор к нам не приезжал.';
const shared = {};

test('a mother looks through the services of a period, takes the certificate and disputes one of them', async () => {
  const at = await open(browser, { width: 390, state: await stateOf(browser, 'anna', 'Михаил') });
  const { page } = at;
  await go(page, '/');
  await page.locator('main li', { hasText: 'Михаил' }).getByRole('link').first().click();
  await page.waitForURL('**/p/*');
  await settled(page);
  shared.record = recordOf(page);
  await go(page, `/p/${shared.record}/s/15`);
  assert.match(await heading(page), /Оказанные услуги/);
  const text = await textOf(page);
  for (const told of [
    'Дата',
    'Клиника',
    'Код региона',
    'Вид помощи',
    'Условия',
    'Стоимость',
    'Всего за период',
  ])
    assert.ok(text.includes(told), told);
  await look(at.page, 'services');
  const link = page.getByRole('link', { name: 'Скачать справку' });
  const [taken] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(taken.suggestedFilename(), 'medcard.pdf');
  const service = page.locator('main li', { hasText: 'педиатра на дому' }).last();
  shared.cost = (await service.innerText()).match(/Стоимость[^:]*:\s*([\d\s\u00a0,]+)/)[1].trim();
  await service.getByRole('link', { name: 'Сообщить об ошибке' }).click();
  await page.waitForURL('**/dispute/**');
  await settled(page);
  await look(at.page, 'dispute-form');
  // Nothing typed is lost when something is missing.
  await page.fill('#text', TEXT);
  await page.getByRole('button', { name: 'Отправить жалобу' }).click();
  await page.waitForSelector('[role=alert]');
  assert.equal(await page.inputValue('#text'), TEXT);
  await page.check('input[value=WRONG_COST]');
  await page.uncheck('input[value=careKind]');
  await page.getByRole('button', { name: 'Отправить жалобу' }).click();
  await page.waitForURL('**/complaints/*');
  await settled(page);
  assert.equal(await heading(page), 'Неверная стоимость');
  assert.match(await textOf(page), /СМО|Страховая медицинская организация/);
  shared.number = (await textOf(page)).match(/Ж-\d{4}-\d{6}/)[0];
  await look(at.page, 'complaint');
  await go(page, `/p/${shared.record}/complaints`);
  assert.ok((await textOf(page)).includes(shared.number));
  await look(at.page, 'complaints');
  await leave(at);
});

test('the insurer sees the complaint and what is attached, and asks the clinic', async () => {
  const at = await come('insurer', PHONE);
  const { page } = at;
  assert.equal(await heading(page), 'Жалобы');
  await look(at.page, 'insurer-queue');
  await page.locator('tr', { hasText: shared.number }).getByRole('link').click();
  await page.waitForURL('**/insurer/*');
  await settled(page);
  const text = await textOf(page);
  for (const told of [TEXT, 'Соколова Анна', shared.cost]) assert.ok(text.includes(told), told);
  assert.ok(!text.includes('первичная медико-санитарная'), 'what was not attached is not shown');
  await look(at.page, 'insurer-case');
  await page.fill('#question', 'Просим подтвердить выезд и стоимость.');
  await page.getByRole('button', { name: 'Запросить клинику' }).click();
  await page.waitForSelector('#question', { state: 'detached' });
  await leave(at);
});

test('the clinic objects, the insurer upholds, the clinic corrects by a new version', async () => {
  const clinic = await come('petrova', PHONE);
  await go(clinic.page, '/clinic');
  await look(clinic.page, 'clinic-queue');
  await clinic.page.locator('tr', { hasText: shared.number }).getByRole('link').click();
  await clinic.page.waitForURL('**/clinic/*');
  await settled(clinic.page);
  assert.ok((await textOf(clinic.page)).includes('Просим подтвердить выезд'));
  await clinic.page.check('input[value=no]');
  await clinic.page.fill('#text', 'Выезд был, стоимость по тарифу.');
  await look(clinic.page, 'clinic-answer');
  await clinic.page.getByRole('button', { name: 'Ответить' }).click();
  await clinic.page.waitForSelector('#text', { state: 'detached' });

  const insurer = await come('insurer', PHONE);
  await insurer.page.getByText('Экспертиза', { exact: true }).click();
  await insurer.page.locator('tr', { hasText: shared.number }).getByRole('link').click();
  await insurer.page.waitForURL('**/insurer/*');
  await settled(insurer.page);
  await insurer.page.check('input[value=DATA_WRONG]');
  await insurer.page.fill('#text', 'Применён неверный тариф, стоимость завышена.');
  await look(insurer.page, 'insurer-decision');
  await insurer.page.getByRole('button', { name: 'Вынести решение' }).click();
  await insurer.page.getByRole('dialog').getByRole('button', { name: 'Вынести решение' }).click();
  await insurer.page.waitForSelector('#text', { state: 'detached' });
  await leave(insurer);

  await clinic.page.reload();
  await settled(clinic.page);
  await clinic.page.selectOption('#field', 'cost');
  await clinic.page.fill('#cost', '123,45');
  await look(clinic.page, 'clinic-correction');
  await clinic.page.getByRole('button', { name: 'Сохранить исправление' }).click();
  await clinic.page.waitForSelector('#cost', { state: 'detached' });
  await leave(clinic);
});

test('the mother is told of each step and sees the new version beside the old one', async () => {
  const at = await open(browser, { width: 390, state: await stateOf(browser, 'anna', 'Михаил') });
  const { page } = at;
  await go(page, '/notifications');
  await page.getByRole('link', { name: 'Жалоба в страховую' }).first().click();
  await page.waitForURL('**/complaints/*');
  await settled(page);
  const text = await textOf(page);
  for (const told of ['Клиника исправила запись', 'Применён неверный тариф', 'Выезд был'])
    assert.ok(text.includes(told), told);
  await look(at.page, 'complaint-decided');
  await page.getByRole('link', { name: 'Открыть запись' }).click();
  await settled(page);
  assert.match(await textOf(page), /123,45/);
  await page.goBack();
  await settled(page);
  await page.getByRole('link', { name: 'Какой она была' }).click();
  await settled(page);
  assert.ok((await textOf(page)).includes(shared.cost));
  // One's own services stand outside of any record.
  await go(page, '/services');
  assert.equal(await heading(page), 'Услуги ОМС');
  await look(at.page, 'own-services');
  await leave(at);
});
