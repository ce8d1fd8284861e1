// Two registrars merge a second record of one person, and split it again; each step as its officer sees it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { go, settled, textOf } from './browser.mjs';
import { castKey } from './filing.mjs';
import { come, leave, look } from './visitor.mjs';

const SECOND = new URL('second_record.py', import.meta.url).pathname;
const WIDTHS = [390, 1280];
const PAGE = '/registry/patients';

test('a second record is found, merged by another registrar, and split again', async () => {
  const snils = execFileSync('.venv/bin/python', [SECOND], { encoding: 'utf8' }).trim();
  const first = await come('registrar');
  const second = await come('registrar2');
  const { page } = first;
  await go(page, PAGE);
  await settled(page);
  await look(page, 'second-records', WIDTHS);
  await page.getByRole('button', { name: 'Найти вторую карту' }).click();
  await page.waitForSelector('[name="person.number"]');
  await page.getByRole('button', { name: 'Найти вторую карту' }).click();
  await page.getByText('Заполните это поле').first().waitFor();
  await page.fill('[name="person.number"]', snils);
  const born = castKey(2, 4, 5).born;
  for (const [place, part] of ['day', 'month', 'year'].entries())
    await page.fill(`[name="person.birthDate.${part}"]`, born[place]);
  await page.fill('[name=reason]', 'Обращение матери № 17');
  await page.getByRole('button', { name: 'Найти вторую карту' }).click();
  await page.getByText('сходится: СНИЛС').waitFor();
  await settled(page);
  await look(page, 'second-record-found', WIDTHS);
  await page.getByRole('button', { name: 'Предложить объединить' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Предложить объединить' }).click();
  await page.getByText('Заполните это поле').first().waitFor();
  await page.locator('select[name^="kind-"]').selectOption('REGISTERED_TWICE');
  await page.getByRole('button', { name: 'Предложить объединить' }).first().click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Предложить объединить' }).click();
  await page.getByText('Это предложили вы').waitFor();
  assert.match(await textOf(page), /Обращение матери № 17/);
  await look(page, 'second-record-proposed', WIDTHS);
  await decide(second.page, 'Объединить');
  await go(page, PAGE);
  await page.getByRole('button', { name: 'Действует' }).click();
  await page.getByRole('button', { name: 'Предложить отменить' }).click();
  await page.fill('[name=reason]', 'Это два разных ребёнка');
  await page.getByRole('button', { name: 'Предложить отменить' }).click();
  await page.getByText('Это предложили вы').waitFor();
  await look(page, 'second-record-undoing', WIDTHS);
  await decide(second.page, 'Разделить', 'Действует');
  await go(page, PAGE);
  await page.getByRole('button', { name: 'Закончилось' }).click();
  await page.getByText('Это два разных ребёнка').waitFor();
  for (const at of [first, second]) await leave(at);
});

/** The other registrar confirms what waits. */
async function decide(page, deed, state) {
  await go(page, PAGE);
  await settled(page);
  if (state) await page.getByRole('button', { name: state }).click();
  await page.getByRole('button', { name: deed, exact: true }).click();
  await page.locator('dialog[open]').getByRole('button', { name: deed, exact: true }).click();
  await page.getByText('Здесь ничего нет').or(page.getByRole('button', { name: 'Предложить отменить' })).waitFor();
}
