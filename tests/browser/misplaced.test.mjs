// A doctor asks that an entry goes to the right patient; one registrar accepts, another moves it, and both take it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertCalm, go, settled, textOf } from './browser.mjs';
import { call, castKey, tokenOf } from './filing.mjs';
import { come, leave, look, PHONE } from './visitor.mjs';

const WIDTHS = [390, 1280];
const SIGN = `mutation($input: SignVaccinationExemptionInput!) {
  signVaccinationExemption(input: $input) { id userErrors { code field message } } }`;

test('an entry of another patient is asked for, moved by two, and taken back by two', async () => {
  const at = await come('petrova', PHONE);
  const { page } = at;
  const token = await tokenOf('petrova');
  const day = await call(token, '{ doctorDay { patientId displayName } }');
  const { patientId } = day.find(({ displayName }) => displayName.includes('Михаил'));
  const content = { kind: 'PERMANENT', infections: ['POLIO'], reason: 'Реакция на прошлую дозу' };
  const { id } = await call(token, SIGN, { input: { patientId, content } });
  await go(page, `/p/${patientId}/s/4/${id}`);
  await settled(page);
  await page.getByRole('link', { name: 'Запись не этого пациента' }).first().click();
  await page.waitForSelector('[name="person.number"]');
  await settled(page);
  await look(page, 'misplaced-entry', WIDTHS);
  const ask = () => page.getByRole('button', { name: 'Попросить перенести' }).click();
  await ask();
  await page.getByText('Заполните это поле').first().waitFor();
  const { snils, born } = castKey(3, 11, 3);
  await page.fill('[name="person.number"]', snils);
  for (const [place, part] of ['day', 'month', 'year'].entries())
    await page.fill(`[name="person.birthDate.${part}"]`, born[place]);
  await page.selectOption('[name=reason]', 'ANOTHER_RECORD_OPEN');
  await page.fill('[name=text]', 'нет');
  await ask();
  await page.waitForSelector('main [role=alert]');
  assert.equal(await page.inputValue('[name="person.number"]'), snils, 'what was typed stays');
  await page.fill('[name=text]', 'Была открыта карта брата');
  await ask();
  await page.getByText('Запрос отправлен').waitFor();
  await page.getByText('Ждёт решения').waitFor();
  await look(page, 'misplaced-asked', WIDTHS);
  const [first, second] = [await come('registrar'), await come('registrar2')];
  await decide(first.page, 'Ждёт решения', 'Принять', 'misplaced-accept');
  await desk(first.page, 'Ждёт подтверждения');
  await first.page.getByText('Это предложили вы').waitFor();
  assert.doesNotMatch(await textOf(first.page), /Реакция на прошлую|полиомиелит/i);
  await decide(second.page, 'Ждёт подтверждения', 'Перенести', 'misplaced-move');
  await desk(first.page, 'Перенесено');
  await first.page.getByRole('button', { name: 'Предложить вернуть' }).click();
  await first.page.fill('[name=reason]', 'Клиника сообщила: запись верна');
  await first.page.getByRole('button', { name: 'Предложить вернуть' }).click();
  await first.page.getByText('Это предложили вы').waitFor();
  await decide(second.page, 'Перенесено', 'Вернуть', 'misplaced-back');
  await desk(second.page, 'Возвращено');
  await second.page.getByText('Клиника сообщила: запись верна').waitFor();
  assertCalm(at);
  for (const one of [at, first, second]) await leave(one);
});

async function desk(page, state) {
  await go(page, '/registry/patients');
  await page.getByRole('button', { name: 'Записи в чужих картах' }).click();
  await page.getByRole('button', { name: state, exact: true }).click();
  await settled(page);
}

async function decide(page, state, deed, shot) {
  await desk(page, state);
  await page.getByText('Была открыта карта брата').waitFor();
  await look(page, shot, WIDTHS);
  await page.getByRole('button', { name: deed, exact: true }).click();
  await page.locator('dialog[open]').getByRole('button', { name: deed, exact: true }).click();
  await page.getByText('Здесь ничего нет').waitFor();
}
