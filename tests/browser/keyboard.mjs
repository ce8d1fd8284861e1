// A person without a mouse.
import assert from 'node:assert/strict';

export const focused = (page) =>
  page.evaluate(() => {
    const { tagName, id, textContent } = document.activeElement;
    return tagName === 'BODY' ? '' : textContent.trim() || id;
  });

/**
 * The focus is drawn: an outline on the element, on the line that it makes a target of, or on the label of a control that
 * is itself out of sight.
 */
async function assertSeen(page) {
  const unseen = await page.evaluate(() => {
    const here = document.activeElement;
    if (here === document.body) return undefined;
    const drawn = (element, pseudo) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    };
    const label = here.closest('label');
    if (drawn(here) || drawn(here, '::after') || (label && drawn(label))) return undefined;
    return `${here.tagName} ${here.id} «${here.textContent.trim().slice(0, 40)}»`;
  });
  assert.equal(unseen, undefined, 'no visible focus');
}

async function tabUntil(page, wanted, there) {
  for (let presses = 0; presses < 90; presses++) {
    if (await there()) return assertSeen(page);
    await page.keyboard.press('Tab');
    await assertSeen(page);
  }
  assert.fail(`${wanted} is not reached by the keyboard; focus is on ${await focused(page)}`);
}

/** Goes by Tab to what is called `wanted`, and holds that the focus can be seen at every stop. */
export const tabTo = (page, wanted) =>
  tabUntil(page, wanted, async () => (await focused(page)).includes(wanted));

/** The same to what a selector names: a field has no words of its own. */
export const tabToField = (page, selector) =>
  tabUntil(page, selector, () => page.evaluate((css) => document.activeElement.matches(css), selector));

/** The heading of the page that has come has the focus, and the title is its own. */
export async function arrived(page, heading) {
  await page.waitForFunction(
    (text) => document.querySelector('main h1')?.textContent.includes(text),
    heading,
  );
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.match(await page.title(), / · Моя карта$/);
}
