// PAP-11: a mother books a visit for her child on a phone, sees it on the overview, and gives it back.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { assertCalm, go, heading, recordOf, textOf } from './browser.mjs';
import { comeInto } from './visitor.mjs';

let at;
before(async () => {
  at = await comeInto('anna', 'Михаил');
});

test('anna books a visit for Миша, sees it among what is next, and cancels it', async () => {
  const { page } = at;
  const patient = recordOf(page);
  const start = `/p/${patient}`;
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
  await go(page, `/p/${recordOf(page)}/s`);
  await page.getByRole('link', { name: 'Медкарта в регионах' }).click();
  await page.getByText('Республика Татарстан').waitFor();
  const text = await textOf(page);
  for (const kind of ['На портале региона', 'На федеральном портале', 'Только на бумаге'])
    assert.ok(text.includes(kind), kind);
  await assertAccessible(page, 'regions');
  assertCalm(at);
});
