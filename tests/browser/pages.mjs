// Every page, one line each: the tests of look and of states go through them all.
import { go, open, stateOf } from './browser.mjs';

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
  { name: 'access', at: () => '/access' },
  { name: 'new request', at: () => '/access/new' },
  { name: 'who has access', at: () => '/access/who' },
  { name: 'family', at: () => '/family' },
  { name: 'new member', at: () => '/family/new' },
  { name: 'notifications', at: () => '/notifications' },
  { name: 'registry', who: 'registrar', at: () => '/registry' },
  { name: 'registry cases', who: 'registrar', at: () => '/registry/cases' },
  { name: 'court acts', who: 'registrar', at: () => '/registry/acts' },
  { name: 'new court act', who: 'registrar', at: () => '/registry/acts/new' },
  { name: 'appointments', who: 'admin', at: () => '/staff' },
  { name: 'new appointment', who: 'admin', at: () => '/staff/new' },
  { name: 'mfc', who: 'mfc', at: () => '/mfc' },
  { name: 'doctor', who: 'petrova', at: () => '/doctor' },
  { name: 'missing', at: () => '/nothing/here' },
  { name: 'denied', at: () => '/p/AAAAAAAAAAAAAAAAAAAAAA' },
];

/** Signs everybody in, once; the cookies of each, and the pages with their addresses. */
export async function prepare(browser) {
  const states = { nobody: undefined };
  for (const who of new Set(PAGES.map(({ who = 'anna' }) => who)))
    if (who !== 'nobody') states[who] = await stateOf(browser, who, who === 'anna' ? 'Михаил' : undefined);
  const at = await open(browser, { state: states.anna });
  const found = await places(at.page);
  await at.context.close();
  const pages = PAGES.map(({ who = 'anna', at: where, ...rest }) => ({ ...rest, who, path: where(found) }));
  return { states, pages };
}

async function places(page) {
  await go(page, '/');
  const record = await page.locator('main li a', { hasText: 'Михаил' }).first().getAttribute('href');
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
