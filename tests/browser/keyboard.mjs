// A person without a mouse.
import assert from 'node:assert/strict';

const focused = (page) =>
  page.evaluate(() => {
    const { tagName, id, textContent } = document.activeElement;
    return tagName === 'BODY' ? '' : textContent.trim() || id;
  });

/** Goes by Tab to what is called `wanted`, and holds that the focus can be seen there. */
export async function tabTo(page, wanted) {
  for (let presses = 0; presses < 90; presses++) {
    if ((await focused(page)).includes(wanted)) {
      // An outline on the element, or on the line that it makes a target of.
      const seen = await page.evaluate(() => {
        const of = (pseudo) => getComputedStyle(document.activeElement, pseudo).outlineStyle;
        return of(null) !== 'none' || of('::after') !== 'none';
      });
      assert.ok(seen, `no visible focus on ${wanted}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`${wanted} is not reached by the keyboard; focus is on ${await focused(page)}`);
}

/** The heading of the page that has come has the focus, and the title is its own. */
export async function arrived(page, heading) {
  await page.waitForFunction(
    (text) => document.querySelector('main h1')?.textContent.includes(text),
    heading,
  );
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.match(await page.title(), / · Моя карта$/);
}
export { focused };
