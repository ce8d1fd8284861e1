// How a doctor comes to a record: a patient's code, a reason for restricted entries, an emergency and its review.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enter, go, heading, recordOf, settled, textOf } from './browser.mjs';
import { come, leave, look } from './visitor.mjs';

test('a mother shows a code, the doctor begins the visit, states a reason and ends it', async () => {
  const anna = await come('anna');
  await enter(anna, 'anna', 'Вера');
  const patient = recordOf(anna.page);
  await go(anna.page, `/p/${patient}/s`);
  await anna.page.click('main a:has-text("Код для врача")');
  await anna.page.waitForSelector('main h1:has-text("Код для врача")');
  await settled(anna.page);
  await anna.page.click('main button[type=submit]');
  const box = anna.page.locator('main p[translate=no]');
  await box.waitFor();
  const code = (await box.innerText()).trim();
  assert.match(code, /^\d{4} \d{4} \d{4}$/);
  await look(anna.page, 'visit-code');

  const petrova = await come('petrova');
  const { page } = petrova;
  assert.equal(await heading(page), 'Мой день');
  assert.match(await textOf(page), /10:20 · Соколова Вера/);
  await look(petrova.page, 'visit-day');
  await page.fill('#code', '1');
  await page.click('form:has(#code) button[type=submit]');
  await page.waitForSelector('main [role=alert]');
  assert.equal(await page.inputValue('#code'), '1', 'what was typed stays');
  await page.fill('#code', code);
  await page.click('form:has(#code) button[type=submit]');
  await page.waitForSelector(
    'main [role=status]:has-text("Приём начат"), main p:has-text("Приём начат, карта открыта")',
  );
  await page.waitForSelector('main li:has-text("Вера"):has-text("по коду пациента")');
  // The newest encounter comes first.
  const act = (name) => page.getByRole('button', { name }).first();
  await act('Показать закрытые записи').click();
  await page.fill('#reason', 'надо');
  await act('Показать записи').click();
  await page.waitForSelector('main [role=alert]');
  await page.fill('#reason', 'Подбор лекарств: нужны все назначения');
  await act('Показать записи').click();
  await page.getByText('причина названа').waitFor();
  await act(/первый приём/).click();
  await page.waitForSelector('main h1:has-text("Первый приём")');
  await settled(page);
  await look(petrova.page, 'visit-first');
  await page.selectOption('#bloodGroup', 'B_PLUS');
  await page.fill('#allergies', 'Пенициллин: сыпь\nОрехи');
  await page.fill('#operations', 'Аденотомия, 2020');
  await page.fill('[id="emergencyContacts.0.name"]', 'Соколов Сергей');
  await page.fill('[id="emergencyContacts.0.phone"]', '12');
  await page.click('main button[type=submit]');
  await page.waitForSelector('main [role=alert]');
  assert.equal(await page.inputValue('#allergies'), 'Пенициллин: сыпь\nОрехи');
  await page.fill('[id="emergencyContacts.0.phone"]', '8 916 123-45-67');
  await page.click('main button[type=submit]');
  await page.waitForSelector('main h1:has-text("Мой день")');
  await settled(page);
  assert.equal(
    await page.getByRole('button', { name: /первый приём/ }).count(),
    1,
    'Миша’s record is still to be opened',
  );
  await act('Закончить приём').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Закончить приём' }).click();
  await page.waitForSelector('main h2:has-text("Закончены")');
  await leave(petrova);

  await go(anna.page, `/p/${patient}`);
  assert.match(await textOf(anna.page), /Пенициллин/);
  await leave(anna);
});

test('an emergency is opened for a reason, told and reviewed', async () => {
  const ivanov = await come('ivanov');
  const { page } = ivanov;
  await page.click('main a:has-text("Найти пациента")');
  await page.waitForSelector('main h1:has-text("Найти пациента")');
  await settled(page);
  await look(ivanov.page, 'visit-find');
  await page.selectOption('#kind', 'SNILS');
  await page.fill('#number', '112-233-445 95');
  await page.fill('#birthDate', '1');
  await page.fill('#birthDate-month', '2');
  await page.fill('#birthDate-year', '2011');
  await page.click('main button[type=submit]');
  await page.waitForSelector('main [role=alert]');
  assert.match(await textOf(page), /никто не найден/);
  assert.equal(await page.inputValue('#number'), '112-233-445 95');
  await leave(ivanov);

  const auditor = await come('auditor');
  await go(auditor.page, '/security');
  assert.equal(await heading(auditor.page), 'Экстренные доступы');
  await look(auditor.page, 'visit-security');
  await leave(auditor);
});
