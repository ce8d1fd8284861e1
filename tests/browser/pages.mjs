// Every page, one line each: the tests of look and of states go through them all.
import { enter, go, open, recordOf, signIn } from './browser.mjs';

/**
 * `at` gives the address from what `prepare` has found. `who` is signed in: `nobody`, or of the demo's cast, by default anna
 * with Миша's record open. `empty`: what the page says when there is nothing to show; pages with it go through every state.
 */
export const PAGES = [
  { name: 'sign-in', who: 'nobody', at: () => '/' },
  { name: 'sign-up', who: 'nobody', at: () => '/sign-up' },
  { name: 'reset', who: 'nobody', at: () => '/reset' },
  { name: 'recovery', who: 'nobody', at: () => '/recovery' },
  { name: 'records', at: () => '/' },
  { name: 'overview', at: ({ record }) => record, empty: /В карте пока нет записей/ },
  { name: 'sections', at: ({ record }) => `${record}/s`, empty: /Разделы карты/ },
  { name: 'section', at: ({ record }) => `${record}/s/1`, empty: /нет данных/ },
  { name: 'labs', at: ({ record }) => `${record}/s/2`, empty: /Анализов пока нет/ },
  { name: 'trend', at: ({ trend }) => trend, empty: /Такого результата нет/ },
  { name: 'laboratory entry', at: ({ laboratory }) => laboratory },
  { name: 'visit', at: ({ visit }) => visit, empty: /Нет данных/ },
  { name: 'ambulance call', at: ({ ambulance }) => ambulance },
  { name: 'timeline', at: ({ record }) => `${record}/timeline`, empty: /0 записей/ },
  { name: 'documents', at: ({ record }) => `${record}/documents`, empty: /Документов|документов/ },
  { name: 'diary', at: ({ record }) => `${record}/diary`, empty: /нет данных/ },
  { name: 'plan', at: ({ record }) => `${record}/plan`, empty: /Календарь прививок для этого возраста пуст/ },
  { name: 'viewers', at: ({ record }) => `${record}/viewers`, empty: /Записей в журнале нет/ },
  { name: 'profile', at: () => '/profile' },
  { name: 'settings', at: () => '/settings' },
  { name: 'missing', at: () => '/nothing/here' },
  { name: 'denied', at: () => '/p/AAAAAAAAAAAAAAAAAAAAAA' },
];

/** Signs everybody in, once; the cookies of each, and the pages with their addresses. */
export async function prepare(browser) {
  const states = { nobody: undefined };
  let found;
  for (const who of new Set(PAGES.map(({ who = 'anna' }) => who))) {
    if (who === 'nobody') continue;
    const at = await open(browser);
    await signIn(at, who);
    await at.page.waitForFunction(() => document.querySelector('[popovertarget=account]'));
    if (who === 'anna') found = await places(at);
    states[who] = await at.context.storageState();
    await at.context.close();
  }
  const pages = PAGES.map(({ who = 'anna', at, ...rest }) => ({ ...rest, who, path: at(found) }));
  return { states, pages };
}

async function places(at) {
  const { page } = at;
  await enter(at, 'anna', 'Михаил');
  const record = `/p/${recordOf(page)}`;
  const first = async (path, query = '') => {
    await go(page, `${path}${query}`);
    const link = page.locator(`main li a[href^="${path}/"]`).first();
    await link.waitFor();
    return link.getAttribute('href');
  };
  return {
    record,
    trend: await first(`${record}/s/2`),
    laboratory: await first(`${record}/s/2`, '?from=2020-01-01'),
    visit: await first(`${record}/s/1`),
    ambulance: await first(`${record}/s/9`),
  };
}
