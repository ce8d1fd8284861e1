// Where teenagers may hide entries: Павел hides a visit, his mother finds nothing of it, a doctor lifts it for a threat to life.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, heading, recordOf, settled, textOf } from './browser.mjs';
import { come, comeInto, leave, look } from './visitor.mjs';

const VISIT = 'Приём педиатра';
const visits = (page) => page.getByRole('link', { name: VISIT, exact: true });

test('a visit is hidden from the mother, listed, and shown by a doctor with a reason', async () => {
  const pavel = await comeInto('pavel', 'Павел');
  const patient = recordOf(pavel.page);
  await go(pavel.page, `/p/${patient}/s/1`);
  await visits(pavel.page).first().click();
  await pavel.page.getByRole('button', { name: 'Скрыть от родителей' }).waitFor();
  await settled(pavel.page);
  assert.match(await textOf(pavel.page), /Врачи видят её всегда/);
  await look(pavel.page, 'hiding-shown');
  const entry = new URL(pavel.page.url()).pathname;

  const anna = await comeInto('anna', 'Павел');
  const hers = recordOf(anna.page);
  await go(anna.page, `/p/${hers}/s/1`);
  const before = await visits(anna.page).count();
  await pavel.page.getByRole('button', { name: 'Скрыть от родителей' }).focus();
  await pavel.page.keyboard.press('Enter');
  await pavel.page.getByRole('button', { name: 'Снова показывать' }).waitFor();
  await look(pavel.page, 'hiding-hidden');
  await go(anna.page, `/p/${hers}/s/1`);
  assert.equal(await visits(anna.page).count(), before - 1);
  assert.match(await textOf(anna.page), /Подросток может скрыть/);
  await go(anna.page, entry);
  assert.doesNotMatch(await textOf(anna.page), /Гастрит/);

  await go(pavel.page, '/access/who');
  await pavel.page.getByRole('link', { name: 'Что я скрываю' }).click();
  await pavel.page.waitForSelector('main h1:has-text("Что я скрываю")');
  await settled(pavel.page);
  assert.equal(await visits(pavel.page).count(), 1);
  assert.match(await textOf(pavel.page), /Приём врача-педиатра[\s\S]*скрыта вместе с другой записью/);
  await look(pavel.page, 'hiding-list');

  const ivanov = await come('ivanov');
  await go(ivanov.page, entry);
  assert.match(await textOf(ivanov.page), /Пациент скрыл эту запись от родителей/);
  await ivanov.page.getByText('Есть угроза жизни?').click();
  const lift = ivanov.page.getByRole('button', { name: 'Показать родителям' });
  const sure = ivanov.page.locator('dialog[open]').getByRole('button', { name: 'Показать родителям' });
  await ivanov.page.fill('[name=reason]', 'Надо');
  await lift.click();
  await sure.click();
  await ivanov.page.waitForSelector('main [role=alert]');
  assert.equal(await ivanov.page.inputValue('[name=reason]'), 'Надо', 'what was typed stays');
  await look(ivanov.page, 'hiding-lift');
  await ivanov.page.fill('[name=reason]', 'Признаки отравления, нужна помощь родителей');
  await lift.click();
  await sure.click();
  await ivanov.page.getByText('врач показал её из-за угрозы жизни').waitFor();
  await leave(ivanov);

  await go(anna.page, entry);
  assert.match(await heading(anna.page), new RegExp(VISIT));
  assert.doesNotMatch(await textOf(anna.page), /угроз|отравлен|Кто видит эту запись/);
  await leave(anna);

  await go(pavel.page, entry);
  await pavel.page.getByText('Признаки отравления').waitFor();
  assert.equal(await pavel.page.getByRole('button', { name: 'Скрыть от родителей' }).count(), 0);
  await look(pavel.page, 'hiding-lifted');
  await go(pavel.page, '/notifications');
  assert.match(await textOf(pavel.page), /Скрытая запись показана/);
  await leave(pavel);
});
