// What a stranger with the README alone does on a phone, by what is seen and tapped: issue 4's first «done when».
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, enter, heading, settled, textOf } from './browser.mjs';
import { picture } from './filing.mjs';
import { come, leave, PHONE, tap } from './visitor.mjs';

let sergey;
/** The number of sergey's request, as his page says it. */
let number;

test('a doctor opens Миша’s record on her day', async () => {
  const petrova = await come('petrova', PHONE);
  await tap(petrova.page, /Соколов Михаил/, /^Михаил Соколов/);
  await leave(petrova);
});

test('anna finds that Миша’s haemoglobin is falling, that a vaccination is late, and who looked at his record', async () => {
  const anna = await come('anna', PHONE);
  const { page } = anna;
  await enter(anna, 'anna', 'Михаил');
  assert.equal(await heading(page), 'Михаил Соколов');
  assert.match(await textOf(page), /Требует внимания[\s\S]*просрочена[\s\S]*Гемоглобин[\s\S]*ниже нормы/);
  await tap(page, 'Гемоглобин', /^Гемоглобин/);
  assert.match(await textOf(page), /Снижается: было 121, стало 104\s+г\/л/);
  await tap(page, 'Прививки', /^Прививки/);
  assert.match(await textOf(page), /1 прививка просрочена[\s\S]*Полиомиелит, вторая ревакцинация/);
  await tap(page, 'Ещё', /^Разделы карты/);
  await tap(page, 'Кто смотрел карту', /^Кто смотрел карту/);
  const looks = await page.locator('tbody tr').allInnerTexts();
  assert.match(looks[0], /^Вы\s[\s\S]*родитель/);
  assert.ok(
    looks.some((line) => /^Петрова [\s\S]*лечащий врач/.test(line)),
    looks.join('\n'),
  );
  await leave(anna);
});

test('sergey, to whom no record is open, asks for Вера’s', async () => {
  sergey = await come('sergey', PHONE);
  const { page } = sergey;
  assert.match(await textOf(page), /Сейчас вам не открыта ни одна карта[\s\S]*Соколова Вера Сергеевна/);
  await tap(page, 'Запросить доступ', /^Запрос доступа/);
  await page.getByLabel(/Соколова Вера/).check();
  await tap(page, 'Дальше', /^На какой телефон присылать коды/);
  await page.getByLabel('Мобильный телефон').fill('+79000000002');
  await page.getByRole('button', { name: 'Получить код' }).click();
  await page.getByLabel('Шесть цифр из СМС').waitFor();
  await page.getByLabel('Шесть цифр из СМС').fill(await codeOf('sergey'));
  await tap(page, 'Подтвердить телефон', /^Ваше фото с паспортом/);
  const photo = { name: 'me.png', mimeType: 'image/png', buffer: picture(640, 640) };
  await page.getByLabel('Выбрать фото').setInputFiles(photo);
  await page.getByRole('img', { name: 'Ваше фото с паспортом' }).waitFor();
  await tap(page, 'Дальше', /^Проверьте и отправьте/);
  assert.match(await textOf(page), /Чья карта\s+Соколова Вера[\s\S]*Фото с паспортом\s+загружено/);
  await page.getByLabel('Я прочитал(а) условия').check();
  await tap(page, 'Отправить запрос', /^Доступ к карте/);
  const text = await textOf(page);
  assert.match(text, /Ответим не позже[\s\S]*Запрос отправлен[\s\S]*Что вы увидите/);
  number = text.match(/Запрос №\s+(\S+)/)[1];
});

test('a registrar looks at the photo, opens the record to him, and he sees it at once', async () => {
  const registrar = await come('registrar', PHONE);
  const { page } = registrar;
  const line = page.getByRole('link', { name: number });
  // The registries of the demo answer within seconds.
  for (let looks = 0; looks < 40 && !(await line.count()); looks++) {
    await page.reload();
    await settled(page);
  }
  await tap(page, number, new RegExp(number));
  assert.match(await textOf(page), /Соколова Вера[\s\S]*Соколов Сергей Петрович/);
  await page.getByRole('button', { name: 'Взять' }).click();
  await page.locator('main img').waitFor();
  await page.getByRole('button', { name: 'Одобрить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Одобрить' }).click();
  await page.getByText(/Готово: доступ открыт/).waitFor();
  await leave(registrar);

  // His page hears of it by itself, and so does the bell.
  await sergey.page.getByRole('link', { name: 'Перейти к медкарте' }).waitFor();
  await tap(sergey.page, 'Уведомления', /^Уведомления/);
  assert.match(await textOf(sergey.page), /Доступ открыт/);
  await sergey.page.goBack();
  await sergey.page.getByRole('link', { name: 'Перейти к медкарте' }).click();
  const code = sergey.page.getByLabel('Код из сообщения');
  await code.waitFor();
  await code.fill(await codeOf('sergey'));
  await tap(sergey.page, 'Открыть карту', /^Вера Соколова/);
  assert.match(await textOf(sergey.page), /Вы смотрите карту: Вера Соколова, как папа/);
  await leave(sergey);
});
