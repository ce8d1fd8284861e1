// axe-core on the page as it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../frontend/package.json', import.meta.url));
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** `colours`: of colours alone, where all else is as it was looked at already. */
export async function violations(page, { colours = false } = {}) {
  // Half a megabyte to read: once for each document.
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(
    // Style sheets are read anew at each run only for rules that are off.
    (only) =>
      window.axe.run(document, {
        resultTypes: ['violations'],
        preload: false,
        ...(only && { runOnly: only }),
      }),
    colours ? ['color-contrast'] : undefined,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

/** Nothing found; `name` says where in a failure. */
export const assertAccessible = async (page, name) => assert.deepEqual(await violations(page), [], name);
