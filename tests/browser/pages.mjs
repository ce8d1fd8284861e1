// Every page, one line each: the tests of look and of states go through them all.
import { go, open, stateOf } from './browser.mjs';
import { fileCases } from './filing.mjs';

const HERE = 'Эта страница вам не открыта';
const GONE = 'Этого дела здесь нет';

/**
 * `at` gives the address from what `prepare` has found. `who` is signed in: `nobody`, or of the demo's cast, by default anna
 * with Миша's record open. Pages with `empty` or `full` go through every state; all others are entries like the visit, or read
 * nothing of their own.
 *
 * `empty`: what the page says when there is nothing to show: lists are empty, what is called `none` is not there; `full`:
 * there is always something. `denied`: the heading for who may not see it, where it is not a record that is closed. `viewer`:
 * the page reads nothing but who is there, which comes whole or not at all. `asks`: what a person does before it reads.
 */
export const PAGES = [
  { name: 'sign-in', who: 'nobody', at: () => '/' },
  { name: 'sign-up', who: 'nobody', at: () => '/sign-up' },
  { name: 'reset', who: 'nobody', at: () => '/reset' },
  { name: 'recovery', who: 'nobody', at: () => '/recovery' },
  {
    name: 'records',
    at: () => '/',
    viewer: true,
    empty: /Сейчас вам не открыта ни одна карта/,
    denied: HERE,
  },
  { name: 'overview', at: ({ record }) => record, empty: /В карте пока нет записей/ },
  { name: 'sections', at: ({ record }) => `${record}/s`, empty: /Анализы\s+нет данных/ },
  { name: 'section', at: ({ record }) => `${record}/s/1`, empty: /нет данных/ },
  { name: 'labs', at: ({ record }) => `${record}/s/2`, empty: /Анализов пока нет/ },
  { name: 'trend', at: ({ trend }) => trend, empty: /Такого результата нет/ },
  { name: 'laboratory entry', at: ({ laboratory }) => laboratory },
  { name: 'visit', at: ({ visit }) => visit, empty: /Нет данных/ },
  { name: 'ambulance call', at: ({ ambulance }) => ambulance },
  { name: 'timeline', at: ({ record }) => `${record}/timeline`, empty: /В карте пока нет записей/ },
  { name: 'documents', at: ({ record }) => `${record}/documents`, empty: /Документов пока нет/ },
  { name: 'diary', at: ({ record }) => `${record}/diary`, empty: /нет данных/ },
  { name: 'writing the diary', at: ({ record }) => `${record}/s/7/write` },
  { name: 'writing of a child', at: ({ record }) => `${record}/s/8/write` },
  { name: 'plan', at: ({ record }) => `${record}/plan`, empty: /Календарь прививок для этого возраста пуст/ },
  { name: 'viewers', at: ({ record }) => `${record}/viewers`, empty: /Записей в журнале нет/ },
  { name: 'profile', at: () => '/profile', full: true, denied: HERE },
  { name: 'settings', at: () => '/settings', full: true, denied: HERE },
  {
    name: 'access',
    at: () => '/access',
    empty: /Запросов ещё не было[\s\S]*Пока ни одной карты[\s\S]*Больше никто/,
    denied: HERE,
  },
  {
    name: 'new request',
    who: 'igor',
    at: () => '/access/new',
    empty: /нет карты, доступ к которой можно попросить/,
    denied: HERE,
  },
  { name: 'who has access', at: () => '/access/who', empty: /Больше никто её не открывает/, denied: HERE },
  { name: 'family', at: () => '/family', empty: /Пока никого/, denied: HERE },
  { name: 'new member', at: () => '/family/new' },
  { name: 'notifications', at: () => '/notifications', empty: /Уведомлений пока нет/, denied: HERE },
  { name: 'registry', who: 'registrar', at: () => '/registry', empty: /решать нечего/, denied: HERE },
  {
    name: 'registry cases',
    who: 'registrar',
    at: () => '/registry/cases',
    empty: /Обращений нет/,
    denied: HERE,
  },
  {
    name: 'court acts',
    who: 'registrar',
    at: () => '/registry/acts',
    empty: /Решений здесь нет/,
    denied: HERE,
  },
  { name: 'new court act', who: 'registrar', at: () => '/registry/acts/new' },
  { name: 'appointments', who: 'admin', at: () => '/staff', empty: /Назначений здесь нет/, denied: HERE },
  {
    name: 'new appointment',
    who: 'admin',
    at: () => '/staff/new',
    asks: (page) => page.fill('#organization', 'поликлиника'),
    empty: /Такого места нет/,
    denied: HERE,
  },
  {
    name: 'mfc',
    who: 'mfc',
    at: () => '/mfc',
    async asks(page) {
      await page.fill('#number', '9694-7643');
      await page.fill('#reason', 'Приём заявителя, талон 17');
      await page.getByRole('button', { name: 'Найти', exact: true }).click();
    },
    empty: /Ничего не нашли/,
    denied: HERE,
  },
  {
    name: 'doctor',
    who: 'petrova',
    at: () => '/doctor',
    empty: /Сейчас вам не открыта ни одна карта/,
    denied: HERE,
  },
  { name: 'missing', at: () => '/nothing/here' },
  { name: 'denied', at: () => '/p/AAAAAAAAAAAAAAAAAAAAAA' },
];

/** Pages of one case each, which somebody has to file first. */
export const CASES = [
  {
    name: 'request',
    who: 'sergey',
    at: ({ request }) => `/access/${request}`,
    none: ['accessRequest'],
    empty: /Такой страницы нет/,
    denied: HERE,
  },
  {
    name: 'claim',
    who: 'stranger',
    at: ({ claim }) => `/family/${claim}`,
    empty: /Такой страницы нет/,
    denied: HERE,
  },
  {
    name: 'request under decision',
    who: 'registrar',
    at: ({ request }) => `/registry/${request}`,
    none: ['passport', 'policy'],
    empty: /Ведомство не спрашивали/,
    denied: GONE,
  },
  {
    name: 'case under decision',
    who: 'registrar',
    at: ({ serviceCase }) => `/registry/cases/${serviceCase}`,
    none: ['serviceCase'],
    empty: /Этого дела здесь нет/,
    denied: GONE,
  },
  {
    name: 'claim at the MFC',
    who: 'mfc',
    at: ({ claim }) => `/mfc/${claim}`,
    empty: /Ведомства не спрашивали/,
    denied: GONE,
  },
];

/** Signs everybody in, once; the cookies of each, and the pages with their addresses. */
export async function prepare(browser, chosen = PAGES) {
  const states = { nobody: undefined };
  const signedIn = new Set(['anna', ...chosen.map(({ who = 'anna' }) => who)]);
  signedIn.delete('nobody');
  await Promise.all(
    [...signedIn].map(async (who) => {
      states[who] = await stateOf(browser, who, who === 'anna' ? 'Михаил' : undefined);
    }),
  );
  const at = await open(browser, { state: states.anna });
  const found = {
    ...(await places(at.page)),
    ...(chosen.some((page) => CASES.includes(page)) && (await fileCases())),
  };
  await at.context.close();
  const pages = chosen.map(({ who = 'anna', at: where, ...rest }) => ({ ...rest, who, path: where(found) }));
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
