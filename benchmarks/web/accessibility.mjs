// Lighthouse's accessibility score of each main page, signed in by cookie.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';

const PORT = 9322;

/** Scores by the name of the page, and the audits that failed. */
export async function accessibility(chromium, executablePath, origin, pages, cookies) {
  const folder = mkdtempSync(join(tmpdir(), 'medcard-lighthouse-'));
  const found = [];
  for (const who of ['nobody', 'anna']) {
    const here = pages.filter((page) => (page.who ?? 'anna') === who);
    const context = await chromium.launchPersistentContext(join(folder, who), {
      executablePath,
      args: ['--headless', '--no-sandbox', '--disable-gpu', `--remote-debugging-port=${PORT}`],
    });
    if (who === 'anna') await context.addCookies(cookies);
    for (const { name, path } of here) {
      const { lhr } = await lighthouse(`${origin}${path}`, {
        port: PORT,
        onlyCategories: ['accessibility'],
        disableStorageReset: true,
        logLevel: 'error',
        throttlingMethod: 'provided',
        // The line that tells of news stays open for as long as the page does, so the network is never idle.
        maxWaitForLoad: 10_000,
      });
      const failed = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 1);
      found.push({
        name,
        address: new URL(lhr.finalDisplayedUrl).pathname,
        score: Math.round(lhr.categories.accessibility.score * 100),
        failed: failed.map(({ id }) => id),
      });
    }
    await context.close();
  }
  rmSync(folder, { recursive: true, force: true });
  return found;
}
