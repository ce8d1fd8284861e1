// Every page in both widths, themes and languages: axe, pictures for a person to look at, 320 px, text twice as large.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertCalm, go, open, screenshot, signIn } from './browser.mjs';
import { PAGES, prepare } from './pages.mjs';
import { browser } from './visitor.mjs';

let states;
let pages;
before(async () => {
  ({ states, pages } = await prepare(browser));
});

/** At each width everything is looked at once; another theme changes colours alone. */
const WAYS = [
  [1280, 'light'],
  [1280, 'dark', { colours: true }],
  [390, 'dark'],
  [390, 'light', { colours: true }],
];
const HEIGHT = 844;
const drawn = (page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** Targets under 44 px high, with their sizes. A link in a sentence, and what the browser draws itself, may be smaller. */
const smallTargets = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('a, button, input, select, textarea, summary')]
      .filter((target) => target.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((target) => {
        // A line of a list is one target by the link's ::after, a choice by its label.
        const row = target.closest('li') && getComputedStyle(target, '::after').position === 'absolute';
        const choice = /radio|checkbox/.test(target.type ?? '') && target.closest('label');
        const box = (row ? target.closest('li') : choice || target).getBoundingClientRect();
        return [target.textContent.trim() || target.id, Math.round(box.width), Math.round(box.height)];
      })
      .filter(([, width, height]) => width && (height < 44 || width < 24)),
  );

/** What makes the page wider than its window. */
const sideways = (page) =>
  page.evaluate(() => {
    const whole = document.documentElement.scrollWidth;
    if (whole <= innerWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (box) => box.getBoundingClientRect().right > innerWidth + 1,
    );
    return [
      `${whole} px wide: ${wide.slice(-3).map((box) => `${box.tagName} «${box.textContent.trim().slice(0, 30)}»`)}`,
    ];
  });

/** The reader's own size of letters, as in the settings of the browser: not a narrower window. */
async function lettersOf(at, pixels) {
  at.wire ??= await at.context.newCDPSession(at.page);
  await at.wire.send('Page.setFontSizes', { fontSizes: { standard: pixels, fixed: pixels } });
  await drawn(at.page);
}
/** Windows that were looked at calmly, by who is signed in and their language: what a window has read it need not read again. */
const windows = {};
async function windowOf(who, language) {
  const free = windows[`${who} ${language}`]?.pop();
  const at = free ?? (await open(browser, { width: 1280, height: HEIGHT, language, state: states[who] }));
  await at.page.setViewportSize({ width: 1280, height: HEIGHT });
  await at.page.emulateMedia({ colorScheme: 'light' });
  if (free) await lettersOf(at, 16);
  return at;
}
/** What stands in a box that is too small for it and hides the rest. */
const cutOff = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *, header *')]
      .filter(
        (box) => box.checkVisibility() && box.clientWidth > 1 && getComputedStyle(box).overflowX === 'hidden',
      )
      // What is for readers by ear only takes no room.
      .filter((box) => getComputedStyle(box).clipPath === 'none')
      .filter((box) => box.scrollWidth > box.clientWidth + 1 && !box.closest('svg'))
      .map((box) => `cut off: ${box.textContent.trim().slice(0, 40)}`),
  );

async function look({ name, path, who }, language) {
  const at = await windowOf(who, language);
  const { page } = at;
  const found = {};
  const note = (way, problems) => {
    if (problems.length) found[way] = problems;
  };
  await go(page, path);
  assert.equal(await page.locator('h1').count(), 1, 'one h1');
  for (const [width, theme, only] of WAYS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.emulateMedia({ colorScheme: theme });
    await drawn(page);
    note(`axe ${width} ${theme}`, await violations(page, only));
    note(`width ${width}`, await sideways(page));
    if (language === 'ru') await screenshot(page, `${name}-${width}-${theme}`);
  }
  await page.setViewportSize({ width: 320, height: HEIGHT });
  await drawn(page);
  note('width 320', await sideways(page));
  note('targets at 320', await smallTargets(page));
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: HEIGHT });
    await lettersOf(at, 32);
    note(`width ${width} with large text`, [...(await sideways(page)), ...(await cutOff(page))]);
  }
  const [letters] = await page.evaluate(() => [getComputedStyle(document.body).fontSize]);
  assert.equal(letters, '32px', 'the text follows the reader');
  assert.deepEqual(found, {});
  assertCalm(at);
  windows[`${who} ${language}`] = [...(windows[`${who} ${language}`] ?? []), at];
}

for (const language of ['ru', 'en'])
  describe(`every page in ${language}`, { concurrency: 3 }, () => {
    for (const { name } of PAGES)
      test(name, () =>
        look(
          pages.find((page) => page.name === name),
          language,
        ),
      );
  });

test('sign-in with its errors and the code are as good', async () => {
  for (const language of ['ru', 'en']) {
    const at = await open(browser, { width: 320, height: 640, language });
    const { page } = at;
    await go(page, '/');
    await page.click('button[type=submit]');
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await violations(page), [], 'sign-in with its errors');
    assert.deepEqual(await smallTargets(page), [], 'sign-in with its errors');
    await signIn(at, 'stranger');
    await page.locator('main li a').first().click();
    await page.waitForSelector('#code');
    assert.deepEqual(await violations(page), [], 'the code');
    assert.deepEqual(await smallTargets(page), [], 'the code');
    if (language === 'ru') await screenshot(page, 'code-320-light');
    assertCalm(at);
    await at.context.close();
  }
});

test('the page is dressed: card, lower bar on a phone, its own font', async () => {
  const at = await open(browser, { width: 390, state: states.anna });
  await go(at.page, pages.find(({ name }) => name === 'overview').path);
  const dress = await at.page.evaluate(() => ({
    font: document.fonts.check('16px Golos', 'Ж'),
    bar: getComputedStyle(document.querySelector('header nav')).position,
    card: getComputedStyle(document.querySelector('main section')).borderRadius,
  }));
  assert.deepEqual(dress, { font: true, bar: 'fixed', card: '14px' });
  await at.context.close();
});
