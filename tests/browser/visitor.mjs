// Who comes to the page in one file of tests, and how it must be for them on a phone and on a wide screen.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { assertCalm, enter, launch, open, screenshot, settled, signIn } from './browser.mjs';

/** One for all tests of the file. A hook of their own would not be waited for by theirs: hooks of a file begin together. */
export const browser = await launch();
after(() => browser.close());

export const PHONE = { width: 390 };

/** Signs in, and waits for the page on which `who` begins. */
export async function come(who, way) {
  const at = await open(browser, way);
  await signIn(at, who);
  await at.page.waitForSelector('main h1:not(:has-text("Вход"))');
  await settled(at.page);
  return at;
}

/** Signs in and opens the record of `name`, on a phone. */
export async function comeInto(who, name) {
  const at = await open(browser, PHONE);
  await signIn(at, who);
  await enter(at, who, name);
  return at;
}

export async function leave(at) {
  assertCalm(at);
  await at.context.close();
}

/** Nothing scrolls sideways, and axe finds nothing. */
export async function assertSound(page, name) {
  const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(whole <= inner, `${name}: ${whole} px wide in ${inner}`);
  await assertAccessible(page, name);
}

/** Sound at each width, with a picture of it; stays at the last one. */
export async function look(page, name, widths = [1280, 390]) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    await assertSound(page, `${name} at ${width}`);
    await screenshot(page, `${name}-${width}`);
  }
}

/** The page of such a heading has come, whole. */
export async function arrived(page, title) {
  await page.waitForFunction(
    ([source, flags]) => new RegExp(source, flags).test(document.querySelector('main h1')?.textContent ?? ''),
    [title.source, title.flags],
  );
  await settled(page);
}

/** Taps what is called so, in sight, and waits for the page of that heading. */
export async function tap(page, name, title) {
  await page
    .getByRole('link', { name })
    .or(page.getByRole('button', { name }))
    .filter({ visible: true })
    .first()
    .click();
  await arrived(page, title);
}
