import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, heading, settled, textOf } from './browser.mjs';
import { addForeignChild, call, castKey, castPassport, fileRequest, tokenOf } from './filing.mjs';
import { arrived, tabTo } from './keyboard.mjs';
import { come, leave, look } from './visitor.mjs';

const WIDTHS = [390, 1280];

test('a registrar decides by the keyboard alone, and the next request is offered', async () => {
  const first = await fileRequest('sergey', 'Михаил', '+79000007101');
  const second = await fileRequest('sergey', 'Павел', '+79000007102');
  const at = await come('registrar');
  const { page } = at;
  assert.equal(await heading(page), 'Запросы на доступ');
  const text = await textOf(page);
  for (const told of [first, second, 'осталось', 'Соколов Сергей Петрович'])
    assert.ok(text.includes(told), told);
  await look(at.page, 'registry-queue', WIDTHS);
  await page.keyboard.press('j');
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  for (let presses = 0; presses < 10 && (await focused()) !== `№\u00a0${first}`; presses++)
    await page.keyboard.press('j');
  assert.equal(await focused(), `№\u00a0${first}`);
  await page.keyboard.press('Enter');
  await arrived(page, `Запрос №\u00a0${first}`);
  await page.waitForSelector('#take');
  await settled(page);
  assert.equal(await page.locator('main img').count(), 0, 'the photo is for who has taken the request');
  assert.match(await textOf(page), /•••/, 'numbers are masked');
  await page.keyboard.press('t');
  await page.waitForSelector('#approve');
  await page.waitForSelector('main img');
  await page.waitForFunction(
    () => !document.querySelector('main').textContent.includes('Фото с паспортом вы ещё'),
  );
  await settled(page);
  await look(at.page, 'registry-case', WIDTHS);
  // A rejection that is begun and left loses nothing of what was typed.
  await page.keyboard.press('r');
  await page.waitForSelector('[name=reason]');
  await tabTo(page, 'text');
  await page.keyboard.type('Лица не видно');
  await page.keyboard.press('Escape');
  await page.waitForSelector('#approve');
  await page.keyboard.press('r');
  await page.waitForSelector('#text');
  assert.equal(await page.inputValue('#text'), 'Лица не видно');
  await look(at.page, 'registry-reject', WIDTHS);
  await page.keyboard.press('Escape');
  await page.waitForSelector('#approve');
  await page.keyboard.press('a');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Enter');
  const next = page.getByRole('link', { name: /^Следующий: №|^К очереди/ });
  await next.waitFor();
  assert.match(await textOf(page), /Готово: доступ открыт/);
  await page.waitForFunction(() => document.activeElement.textContent.startsWith('Следующий'));
  await page.keyboard.press('Enter');
  await arrived(page, second);
  await settled(page);
  await page.keyboard.press('t');
  await page.waitForSelector('#reject');
  await page.keyboard.press('r');
  await page.waitForSelector('[name=reason]');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.inputValue('[name=reason]'), 'PHOTO_UNREADABLE');
  await tabTo(page, 'text');
  await page.keyboard.type('Лица не видно, снимите при свете.');
  await tabTo(page, 'Отклонить');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Enter');
  await page.getByText('Готово: отклонён').waitFor();
  await leave(at);
  const { records } = await call(await tokenOf('sergey'), '{ viewer { records { displayName } } }');
  assert.ok(records.some(({ displayName }) => displayName.includes('Михаил')));
});

test('numbers are shown whole for a reason alone', async () => {
  // The request for Павел that was rejected may be filed again.
  const number = await fileRequest('sergey', 'Павел', '+79000007103');
  const at = await come('registrar2');
  const { page } = at;
  await go(page, '/registry/cases');
  assert.match(await textOf(page), /Обращения/);
  await look(at.page, 'registry-cases', WIDTHS);
  await go(page, '/registry');
  await page.getByRole('link', { name: `№\u00a0${number}` }).click();
  await page.waitForSelector('#take');
  await page.getByText('Показать номера полностью').click();
  await page.getByRole('button', { name: 'Показать', exact: true }).click();
  assert.match(await textOf(page), /хотя бы 10 знаков/);
  await page.fill('#look', 'Сверка по обращению № 17');
  await page.getByRole('button', { name: 'Показать', exact: true }).click();
  await page.waitForFunction(() => !document.querySelector('main').textContent.includes('•••'));
  await leave(at);
});

test('an MFC officer finds a claim by its number, compares the originals and confirms', async () => {
  const claim = await addForeignChild('stranger', {
    familyName: 'Чужая',
    givenName: 'Мила',
    patronymic: 'Фёдоровна',
    birthDate: '2019-05-17',
    document: { kind: 'FOREIGN_DOCUMENT', number: 'AB 1234567' },
  });
  const at = await come('mfc');
  const { page } = at;
  await page.click('main form button[type=submit]');
  await page.getByRole('alert').waitFor();
  await page.fill('#number', claim.number);
  await page.fill('[name=reason]', 'Приём заявителя, талон 17');
  await look(at.page, 'mfc-search', WIDTHS);
  await page.click('main form button[type=submit]');
  await page.getByRole('link', { name: /Чужая Мила/ }).click();
  await page.waitForURL('**/mfc/*');
  await page.waitForSelector('[name="documents.0.number"]');
  await settled(page);
  await look(at.page, 'mfc-claim', WIDTHS);
  await page.fill('[name="documents.0.number"]', castPassport(12, 44, 6));
  await page.fill('[name="documents.1.number"]', 'AB 7654321');
  await page.fill('#basis', 'Иностранное свидетельство о рождении');
  const confirm = async () => {
    await page.getByRole('button', { name: 'Подтвердить', exact: true }).click();
    await page.locator('dialog[open]').getByRole('button', { name: 'Подтвердить', exact: true }).click();
  };
  await confirm();
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /Номер оригинала не тот/);
  assert.equal(await page.inputValue('#basis'), 'Иностранное свидетельство о рождении');
  await page.fill('[name="documents.1.number"]', 'AB 1234567');
  await confirm();
  await page.getByText('подтверждено', { exact: true }).waitFor();
  await leave(at);
});

test('what one registrar proposes another puts in force', async () => {
  const lena = castKey(10, 15, 4);
  const boris = castKey(7, 55, 8);
  const first = await come('registrar');
  let { page } = first;
  await go(page, '/registry/acts');
  await page.getByRole('link', { name: 'Внести документ' }).click();
  await page.waitForSelector('#kind');
  const person = async (name, { snils, born }) => {
    await page.fill(`[name="${name}.number"]`, snils);
    await date(`${name}.birthDate`, born);
  };
  const date = async (name, [day, month, year]) => {
    await page.fill(`[name="${name}.day"]`, day);
    await page.fill(`[name="${name}.month"]`, month);
    await page.fill(`[name="${name}.year"]`, year);
  };
  const now = new Date();
  const today = [now.getDate(), now.getMonth() + 1, now.getFullYear()].map(String);
  await person('patient', lena);
  await person('representative', { ...boris, born: lena.born });
  await page.fill('[name=number]', '2-117/2026');
  await page.fill('[name=court]', 'Заречный районный суд');
  await date('decidedOn', today);
  await date('startsOn', today);
  await page.fill('[name=reason]', 'Решение суда вступило в силу');
  await look(first.page, 'registry-new-act', WIDTHS);
  const enter = async () => {
    await page.getByRole('button', { name: 'Внести', exact: true }).click();
    await page.locator('dialog[open]').getByRole('button', { name: 'Внести', exact: true }).click();
  };
  await enter();
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /никто не найден/);
  assert.equal(await page.inputValue('[name=court]'), 'Заречный районный суд');
  await date('representative.birthDate', boris.born);
  await enter();
  await page.waitForURL('**/registry/acts');
  await page.getByText('Лебедева Елена').first().waitFor();
  await settled(page);
  assert.match(await textOf(page), /Это предложили вы. Подтверждает другой сотрудник/);
  assert.equal(await page.getByRole('button', { name: 'Подтвердить', exact: true }).count(), 0);
  await look(first.page, 'registry-acts', WIDTHS);
  await leave(first);
  const second = await come('registrar2');
  page = second.page;
  await go(page, '/registry/acts');
  await page.getByText('Лебедева Елена').first().waitFor();
  await page.getByRole('button', { name: 'Подтвердить', exact: true }).first().click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Подтвердить', exact: true }).click();
  await page.getByText('Решений здесь нет').waitFor();
  await page.getByRole('button', { name: 'Действует', exact: true }).click();
  await page.getByText('Лаптева Зинаида').waitFor();
  await leave(second);
  const { records } = await call(await tokenOf('boris'), '{ viewer { records { displayName } } }');
  assert.ok(!records.some(({ displayName }) => displayName.includes('Елена')));
});

test('one administrator proposes an appointment, another confirms it', async () => {
  const first = await come('admin');
  let { page } = first;
  await go(page, '/staff/new');
  await page.waitForSelector('#login');
  await page.fill('#login', 'petrova');
  await page.selectOption('#role', 'DOCTOR');
  await page.fill('#organization', 'поликлиника');
  await page.locator('[name=workplace]').first().check();
  await page.fill('#position', 'Врач-педиатр');
  await page.fill('#specialty', 'Педиатрия');
  await page.fill('#specialtyCode', '49');
  const now = new Date();
  await page.fill('[name="startsOn.day"]', String(now.getDate()));
  await page.fill('[name="startsOn.month"]', String(now.getMonth() + 1));
  await page.fill('[name="startsOn.year"]', String(now.getFullYear()));
  await look(first.page, 'staff-new', WIDTHS);
  await page.click('main form button[type=submit]');
  await page.waitForURL('**/staff');
  await page.getByText('Это предложили вы').waitFor();
  await look(first.page, 'staff', WIDTHS);
  await leave(first);
  const second = await come('admin2');
  page = second.page;
  await page.getByRole('button', { name: 'Отклонить предложение' }).click();
  await page.fill('[name=reason]', 'Такое назначение уже есть');
  await page.locator('form').getByRole('button', { name: 'Отклонить предложение' }).click();
  await page.getByText('Назначений здесь нет').waitFor();
  await leave(second);
});

test('petrova opens her day, and Миша’s record from it', async () => {
  for (const theme of ['light', 'dark']) {
    const at = await come('petrova', { theme });
    const { page } = at;
    assert.equal(await heading(page), 'Мой день');
    assert.match(await textOf(page), /Соколов Михаил Сергеевич, 4/);
    assert.match(await textOf(page), /карта открыта, пока лечение не закончится/);
    await look(at.page, `doctor-${theme}`, WIDTHS);
    await page.getByRole('link', { name: /Соколов Михаил/ }).click();
    await page.waitForURL('**/p/*');
    await settled(page);
    assert.match(await textOf(page), /как лечащий врач/);
    await leave(at);
  }
});

test('pages of another role say so, whoever comes', async () => {
  const at = await come('mfc');
  for (const path of [
    '/registry',
    '/registry/acts',
    '/registry/cases',
    '/staff',
    '/doctor',
    '/registry/AAAAAAAAAAAAAAAAAAAAAA',
  ]) {
    await go(at.page, path);
    assert.equal(await heading(at.page), 'Эта страница — для другой работы', path);
  }
  await leave(at);
});
