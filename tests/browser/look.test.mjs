import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertCalm, enter, go, launch, open, screenshot, signIn } from './browser.mjs';

let browser;
let state;
let record;
const pages = {};
before(async () => {
  browser = await launch();
  const at = await open(browser);
  await signIn(at, 'anna');
  await enter(at, 'anna', 'Михаил');
  state = await at.context.storageState();
  record = new URL(at.page.url()).pathname;
  const entry = async (section) => {
    await go(at.page, `${record}/s/${section}`);
    await at.page.waitForSelector('main li a');
    return new URL(await at.page.locator('main li a').first().evaluate((link) => link.href)).pathname;
  };
  Object.assign(pages, {
    records: '/',
    overview: record,
    sections: `${record}/s`,
    list: `${record}/s/2`,
    laboratory: await entry(2),
    visit: await entry(1),
    ambulance: await entry(9),
    plan: `${record}/plan`,
    viewers: `${record}/viewers`,
    missing: '/nothing/here',
    denied: '/p/AAAAAAAAAAAAAAAAAAAAAA',
  });
  await at.context.close();
});
after(() => browser.close());

/** Each width, theme and language, in four of the eight ways: every pair of them meets. */
const WAYS = [
  { width: 390, theme: 'light', language: 'ru' },
  { width: 390, theme: 'dark', language: 'en' },
  { width: 1280, theme: 'light', language: 'en' },
  { width: 1280, theme: 'dark', language: 'ru' },
];
for (const way of WAYS) {
  const name = `${way.width}-${way.theme}-${way.language}`;
  test(`axe finds nothing on any page at ${name}`, async () => {
    const at = await open(browser, { ...way, state });
    const found = {};
    for (const [kind, path] of Object.entries(pages)) {
      await go(at.page, path);
      assert.equal(await at.page.locator('h1').count(), 1, `${kind}: one h1`);
      const here = await violations(at.page);
      if (here.length) found[kind] = here;
      await screenshot(at.page, `${kind}-${name}`);
    }
    assert.deepEqual(found, {});
    const signedOut = await open(browser, way);
    await go(signedOut.page, '/');
    await signedOut.page.click('button[type=submit]');
    await signedOut.page.getByRole('alert').waitFor();
    assert.deepEqual(await violations(signedOut.page), [], 'sign-in with its errors');
    await screenshot(signedOut.page, `signIn-${name}`);
    await signIn(signedOut, 'stranger');
    await signedOut.page.locator('main li a').first().click();
    await signedOut.page.waitForSelector('#code');
    assert.deepEqual(await violations(signedOut.page), [], 'the code');
    await screenshot(signedOut.page, `code-${name}`);
    assertCalm(at);
    assertCalm(signedOut);
    await at.context.close();
    await signedOut.context.close();
  });
}

/** Targets under 44 px high, with their sizes. */
const smallTargets = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('a, button, input, summary')]
      .filter((target) => target.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((target) => {
        // A line of a list is one target by the link's ::after.
        const row = target.closest('li') && getComputedStyle(target, '::after').position === 'absolute';
        const box = (row ? target.closest('li') : target).getBoundingClientRect();
        return [target.textContent.trim() || target.id, Math.round(box.width), Math.round(box.height)];
      })
      .filter(([, width, height]) => width && (height < 44 || width < 24)),
  );

test('no page scrolls sideways at 320 px, and no target is under 44 px', async () => {
  for (const language of ['ru', 'en']) {
    const at = await open(browser, { width: 320, height: 640, language, state });
    const { page } = at;
    const found = {};
    for (const [kind, path] of Object.entries(pages)) {
      await go(page, path);
      const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.ok(whole <= inner, `${kind} ${language}: ${whole} px wide in ${inner}`);
      const small = await smallTargets(page);
      if (small.length) found[kind] = small;
    }
    assert.deepEqual(found, {}, language);
    const signedOut = await open(browser, { width: 320, height: 640, language });
    await go(signedOut.page, '/');
    await signedOut.page.click('button[type=submit]');
    await signedOut.page.getByRole('alert').waitFor();
    assert.deepEqual(await smallTargets(signedOut.page), [], 'sign-in');
    await signedOut.context.close();
    assertCalm(at);
    await at.context.close();
  }
});

test('the page is dressed: card, lower bar on a phone, its own font', async () => {
  const at = await open(browser, { width: 390, state });
  await go(at.page, record);
  const look = await at.page.evaluate(() => ({
    font: document.fonts.check('16px Golos', 'Ж'),
    bar: getComputedStyle(document.querySelector('header nav')).position,
    card: getComputedStyle(document.querySelector('main section')).borderRadius,
  }));
  assert.deepEqual(look, { font: true, bar: 'fixed', card: '14px' });
  await at.context.close();
});

test('at 200 % zoom the overview still fits', async () => {
  // 1280 px at 200 % are 640 px of CSS.
  const at = await open(browser, { width: 640, state });
  await go(at.page, record);
  const [inner, whole] = await at.page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(whole <= inner, `${whole} px wide in ${inner}`);
  await at.context.close();
});
