// What people write, dispute and take away, each on a phone, by what is seen and tapped alone: the «done when» of issue 5.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codeOf, textOf } from './browser.mjs';
import { arrived, come, comeInto, leave, look, PHONE, tap } from './visitor.mjs';

const PYTHON = new URL('../../.venv/bin/python', import.meta.url).pathname;
const PDF_TEXT = new URL('pdf_text.py', import.meta.url).pathname;
const WORDS = 'В этот день мы были на даче: доктор к нам не приезжал.';
const VISIT = 'Осмотр педиатра: контроль';

let anna;
/** The complaint's number, and what the service cost before it. */
let number;
let cost;

const press = (page, name) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).click();
const say = (page, label, text) => page.getByLabel(label, { exact: true }).fill(text);
const plain = async (page) => (await textOf(page)).replaceAll('\u00a0', ' ');
const sees = async (page, ...words) => {
  const text = await plain(page);
  for (const word of words) assert.match(text, word instanceof RegExp ? word : new RegExp(word));
};
const seesNothingOf = async (page, ...words) => {
  const text = await page.locator('body').innerText();
  for (const word of words) assert.ok(!text.includes(word), `${word} is seen at ${page.url()}`);
};
/** What a dialog asks is answered with the words of its button. */
const confirm = async (page, name) => {
  await press(page, name);
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
};

/** Opens the complaint from the queue of a desk. */
const openComplaint = async (page) => {
  await page.locator('tr', { hasText: number }).getByRole('link').click();
  await arrived(page, /^Неверная стоимость/);
};
const seesOnlyAttached = async (page) => {
  assert.ok((await textOf(page)).includes(cost), 'the cost was attached');
  await seesNothingOf(page, 'первичная медико-санитарная', 'Кешью', 'Цетиризин', VISIT, 'два месяца');
};
/** Orders what is called so, waits until it is made, and gives its bytes. */
async function taken(page, name) {
  const links = page.getByRole('link', { name: 'Скачать', exact: true });
  const before = await links.count();
  await page.getByLabel(name).check();
  await press(page, 'Подготовить файл');
  await links.nth(before).waitFor({ timeout: 20_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), links.first().click()]);
  assert.match(file.suggestedFilename(), /^medcard\.(pdf|json)$/);
  return readFileSync(await file.path());
}

test('anna adds an allergy and a medicine for Миша', async () => {
  anna = await comeInto('anna', 'Михаил');
  const { page } = anna;
  await tap(page, 'Ещё', /^Разделы карты/);
  await tap(page, 'Данные о ребёнке', /^Данные о ребёнке/);
  await tap(page, 'Добавить запись', /^Что врачам важно знать/);
  await press(page, 'Сохранить');
  await page.getByRole('alert').waitFor();
  await say(page, 'На что аллергия', 'Кешью');
  await say(page, 'Как проявляется', 'отёк губ');
  await page.getByLabel('тяжёлая', { exact: true }).check();
  await tap(page, 'Сохранить', /^Аллергия: Кешью/);
  await sees(page, /Соколова Анна Игоревна[^]*мама[^]*Со слов родителей/);
  await look(page, 'child-entry');
  await tap(page, 'Данные о ребёнке', /^Данные о ребёнке/);
  await tap(page, 'Добавить запись', /^Что врачам важно знать/);
  await page.getByLabel('Лекарство, которое принимает').check();
  await say(page, 'Какое лекарство', 'Цетиризин');
  await say(page, 'Сколько и как часто', '5 капель вечером');
  await tap(page, 'Сохранить', /^Принимает: Цетиризин/);
  await tap(page, 'Обзор', /^Михаил Соколов/);
  await sees(page, 'Кешью, отёк губ — со слов родителей', 'Цетиризин, 5 капель вечером — со слов родителей');
});

test('petrova sees them as the parents’ words, notes what she has checked, and cannot change them', async () => {
  const at = await come('petrova', PHONE);
  const { page } = at;
  await tap(page, /Соколов Михаил/, /^Михаил Соколов/);
  await sees(page, 'Кешью, отёк губ — со слов родителей', 'Цетиризин, 5 капель вечером — со слов родителей');
  await tap(page, 'Ещё', /^Разделы карты/);
  await tap(page, 'Данные о ребёнке', /^Данные о ребёнке/);
  assert.equal(await page.getByRole('link', { name: 'Добавить запись' }).count(), 0);
  await tap(page, /Кешью/, /^Аллергия: Кешью/);
  await page.getByLabel('Что вы проверили').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Изменить' }).count(), 0);
  await look(page, 'child-note');
  await say(page, 'Что вы проверили', 'Подтверждено кожной пробой');
  await press(page, 'Добавить пометку');
  await page.getByText('Пометка добавлена').waitFor();
  await page.getByText('Подтверждено кожной пробой').waitFor();

  await tap(page, 'Обзор', /^Михаил Соколов/);
  await tap(page, 'Написать протокол', /^Протокол осмотра/);
  await say(page, 'Название', VISIT);
  await say(page, 'Жалобы', 'Стал бодрее, аппетит лучше.');
  await page.getByRole('combobox', { name: 'Найти диагноз' }).fill('железодефицитн');
  await page.getByRole('option', { name: /D50\.9/ }).click();
  await say(page, 'Рекомендации', 'Продолжать препарат железа.');
  await say(page, 'Личная заметка', 'Мать спокойнее.');
  await press(page, 'Проверить и подписать');
  await page.getByText('Кто увидит протокол').waitFor();
  await confirm(page, 'Подписать');
  await arrived(page, new RegExp(`^${VISIT}`));
  await sees(page, 'Мать спокойнее', 'Продолжать препарат железа\\.');

  await tap(page, 'Исправить протокол', /^Исправление протокола/);
  await say(page, 'Рекомендации', 'Продолжать препарат железа ещё два месяца.');
  await say(page, 'Почему исправляете', 'Уточнён срок лечения');
  await press(page, 'Проверить и подписать');
  await page.getByText('Кто увидит протокол').waitFor();
  await confirm(page, 'Подписать');
  await arrived(page, new RegExp(`^${VISIT}`));
  await sees(page, 'ещё два месяца', /Версия 2[^]*Версия 1/);
  await leave(at);
});

test('anna sees the new version, the earlier one marked, and what the doctor noted', async () => {
  const { page } = anna;
  await tap(page, 'Уведомления', /^Уведомления/);
  await tap(page, 'Новая запись', /^Михаил Соколов/);
  await tap(page, VISIT, new RegExp(`^${VISIT}`));
  await sees(page, 'ещё два месяца', /Версия 2[^]*Версия 1/);
  await seesNothingOf(page, 'Мать спокойнее');
  assert.equal(await page.getByRole('link', { name: 'Исправить протокол' }).count(), 0);
  await page.getByRole('link', { name: 'Версия 1' }).click();
  await page.getByText('Это прежняя версия').waitFor();
  await sees(page, 'Продолжать препарат железа\\.');
  await seesNothingOf(page, 'ещё два месяца', 'Мать спокойнее');
  await tap(page, 'Ещё', /^Разделы карты/);
  await tap(page, 'Данные о ребёнке', /^Данные о ребёнке/);
  await tap(page, /Кешью/, /^Аллергия: Кешью/);
  await sees(page, /Подтверждено кожной пробой[^]*Петрова/);
  await tap(page, 'Изменить', /^Что врачам важно знать/);
  await say(page, 'Заметка', 'Скорую не вызывали');
  await tap(page, 'Сохранить', /^Аллергия: Кешью/);
  await page.getByText('К версии 1: с тех пор родители запись изменили').waitFor();
});

test('anna disputes a service and marks what the insurer may see of it', async () => {
  const { page } = anna;
  await tap(page, 'Ещё', /^Разделы карты/);
  await tap(page, 'Оказанные услуги', /^Оказанные услуги/);
  const service = page.locator('main li', { hasText: 'педиатра на дому' }).last();
  cost = (await service.innerText()).match(/Стоимость[^:]*:\s*([\d\s\u00a0,]+)/)[1].trim();
  await service.getByRole('link', { name: 'Сообщить об ошибке' }).click();
  await arrived(page, /^Сообщить об ошибке/);
  // Nothing typed is lost when something is missing.
  await say(page, 'Расскажите, как было на самом деле', WORDS);
  await press(page, 'Отправить жалобу');
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Расскажите, как было на самом деле').inputValue(), WORDS);
  await page.getByLabel('Неверная стоимость').check();
  await page.getByLabel(/^Вид помощи/).uncheck();
  await tap(page, 'Отправить жалобу', /^Неверная стоимость/);
  [number] = (await textOf(page)).match(/Ж-\d{4}-\d{6}/);
  await look(page, 'complaint');
});

test('the insurer asks the clinic, the clinic objects: both see what was attached, and nothing else of Миша', async () => {
  const insurer = await come('insurer', PHONE);
  await openComplaint(insurer.page);
  await sees(insurer.page, WORDS, 'Соколова Анна');
  await seesOnlyAttached(insurer.page);
  await look(insurer.page, 'insurer-case');
  await say(insurer.page, 'Что клиника должна объяснить', 'Просим подтвердить выезд и стоимость.');
  await press(insurer.page, 'Запросить клинику');
  await insurer.page.getByText('Ждём ответа клиники').waitFor();
  await leave(insurer);

  const clinic = await come('petrova', PHONE);
  await tap(clinic.page, 'Жалобы', /^Жалобы/);
  await openComplaint(clinic.page);
  await sees(clinic.page, 'Просим подтвердить выезд');
  await seesOnlyAttached(clinic.page);
  await look(clinic.page, 'clinic-answer');
  await clinic.page.getByLabel('Возражает').check();
  await say(clinic.page, 'Объяснение', 'Выезд был, стоимость по тарифу.');
  await press(clinic.page, 'Ответить');
  await clinic.page.getByText('Выезд был, стоимость по тарифу.').waitFor();
  await leave(clinic);
});

test('the insurer upholds, the clinic corrects', async () => {
  const insurer = await come('insurer', PHONE);
  await press(insurer.page, 'Экспертиза');
  await openComplaint(insurer.page);
  await insurer.page.getByLabel(/^Жалоба обоснованна: данные/i).check();
  await say(insurer.page, 'Объяснение', 'Применён неверный тариф, стоимость завышена.');
  await look(insurer.page, 'insurer-decision');
  await confirm(insurer.page, 'Вынести решение');
  await insurer.page.getByText('Ждём исправления клиники').waitFor();
  await leave(insurer);

  const clinic = await come('petrova', PHONE);
  await tap(clinic.page, 'Жалобы', /^Жалобы/);
  await press(clinic.page, 'Решены');
  await openComplaint(clinic.page);
  await clinic.page.getByLabel('Что исправить').selectOption({ label: 'Стоимость для фонда' });
  await say(clinic.page, 'Стоимость для фонда', '123,45');
  await look(clinic.page, 'clinic-correction');
  await press(clinic.page, 'Сохранить исправление');
  await clinic.page.getByText('Клиника исправила запись').waitFor();
  await leave(clinic);
});

test('anna is told, and sees the new version beside the old one', async () => {
  const { page } = anna;
  await tap(page, 'Уведомления', /^Уведомления/);
  await tap(page, 'Жалоба в страховую', /^Неверная стоимость/);
  await sees(page, 'Клиника исправила запись', 'Применён неверный тариф', 'Выезд был');
  await look(page, 'complaint-decided');
  await page.getByRole('link', { name: 'Открыть запись' }).click();
  await page.getByText('123,45').waitFor();
  await page.getByRole('link', { name: 'Версия 1' }).click();
  await page.getByText('Это прежняя версия').waitFor();
  assert.ok((await textOf(page)).includes(cost));
});

test('anna takes the record along: what she sees of it, to read and for another clinic', async () => {
  const { page } = anna;
  await tap(page, 'Ещё', /^Разделы карты/);
  await tap(page, 'Документы', /^Документы/);
  await tap(page, 'Скачать карту', /^Скачать карту/);
  const paper = await taken(page, 'Карта, чтобы читать и печатать');
  const { stdout: text, status } = spawnSync(PYTHON, [PDF_TEXT], { input: paper, encoding: 'utf8' });
  assert.equal(status, 0);
  const words = text.replace(/\s+/g, ' ');
  for (const word of ['Соколов Михаил', 'Кешью', 'Цетиризин', VISIT, 'ещё два месяца', '123,45'])
    assert.ok(words.includes(word), `${word} is not in the PDF`);
  for (const word of ['Мать спокойнее', WORDS, number]) assert.ok(!words.includes(word), word);

  const bundle = JSON.parse((await taken(page, 'Карта для другой системы')).toString());
  const of = (type) =>
    bundle.entry.flatMap(({ resource }) => (resource.resourceType === type ? [resource] : []));
  assert.equal(bundle.type, 'collection');
  assert.equal(of('Patient')[0].name[0].family, 'Соколов');
  const whole = JSON.stringify(bundle);
  for (const word of ['Кешью', 'Цетиризин', 'D50.9', 'ещё два месяца'])
    assert.ok(whole.includes(word), `${word} is not in the bundle`);
  for (const word of ['Мать спокойнее', WORDS, number]) assert.ok(!whole.includes(word), word);
});

test('pavel shares his diary with anna, and stops', async () => {
  const { page } = anna;
  // What was read of a record stays as it was until the reader leaves it.
  const diary = async () => {
    await tap(page, /^Михаил/, /^Михаил Соколов/);
    await tap(page, /^Павел/, /^Павел Соколов/);
    await tap(page, 'Ещё', /^Разделы карты/);
    await tap(page, 'Дневник здоровья', /^Дневник здоровья/);
    const entries = await page.locator('main li').count();
    await tap(page, 'Обзор', /^Павел Соколов/);
    return entries;
  };
  await tap(page, 'Обзор', /^Михаил Соколов/);
  assert.equal(await diary(), 0);

  const pavel = await come('pavel', PHONE);
  await tap(pavel.page, 'Доступ', /^Доступ/);
  await tap(pavel.page, 'Подробнее', /^Кто видит мою карту/);
  await tap(pavel.page, 'Что показать', /^Что показать/);
  const shown = pavel.page.getByRole('checkbox', { name: /^Дневник здоровья/ });
  assert.equal(await shown.isChecked(), false);
  await shown.check();
  await press(pavel.page, 'Сохранить');
  // What opens his record to others waits for the code; what he has marked does too.
  const code = pavel.page.getByLabel('Код из сообщения');
  await code.waitFor();
  await pavel.page.getByText('Код отправлен').waitFor();
  await code.fill(await codeOf('pavel'));
  await tap(pavel.page, 'Открыть карту', /^Что показать/);
  assert.equal(await shown.isChecked(), true);
  await press(pavel.page, 'Сохранить');
  await pavel.page.getByText(/^Сохранено: Соколова Анна/).waitFor();
  assert.ok((await diary()) > 0, 'anna sees the diary');

  await shown.uncheck();
  await press(pavel.page, 'Сохранить');
  await pavel.page.getByText(/^Сохранено: Соколова Анна/).waitFor();
  assert.equal(await diary(), 0);
  await leave(pavel);
  await leave(anna);
});
