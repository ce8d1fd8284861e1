// SVC-01…04: what was rendered to a child and to oneself. How a service is disputed: everyone.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, heading, open, recordOf, settled, stateOf, textOf } from './browser.mjs';
import { browser, leave } from './visitor.mjs';

test('a mother looks through the services of a period, takes the certificate, and finds her own outside of the record', async () => {
  const at = await open(browser, { width: 390, state: await stateOf(browser, 'anna', 'Михаил') });
  const { page } = at;
  await go(page, '/');
  await page.locator('main li', { hasText: 'Михаил' }).getByRole('link').first().click();
  await page.waitForURL('**/p/*');
  await settled(page);
  const record = recordOf(page);
  await go(page, `/p/${record}/s/15`);
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
  const link = page.getByRole('link', { name: 'Скачать справку' });
  const [taken] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(taken.suggestedFilename(), 'medcard.pdf');
  // One's own services stand outside of any record.
  await go(page, '/services');
  assert.equal(await heading(page), 'Услуги ОМС');
  await leave(at);
});
