// Every page, one line each: the tests of look and of states go through them all.
import { go, open, settled, stateOf } from './browser.mjs';
import { askClinic, fileCases } from './filing.mjs';

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
  { name: 'services', at: ({ record }) => `${record}/s/15`, empty: /За эти дни услуг нет/ },
  { name: 'own services', at: () => '/services', empty: /За эти дни услуг нет/, denied: HERE },
  { name: 'report of an error', at: ({ report }) => report },
  { name: 'complaints', at: ({ record }) => `${record}/complaints`, empty: /Жалоб нет/ },
  { name: 'timeline', at: ({ record }) => `${record}/timeline`, empty: /В карте пока нет записей/ },
  { name: 'documents', at: ({ record }) => `${record}/documents`, empty: /Документов пока нет/ },
  { name: 'download', at: ({ record }) => `${record}/download`, empty: /Файлов пока нет/ },
  {
    name: 'emergency card',
    at: ({ record }) => `${record}/emergency`,
    empty: /Это не значит, что аллергий нет[\s\S]*Лекарства\s+В карте нет[\s\S]*состояния\s+В карте нет/,
  },
  {
    name: 'paper',
    at: ({ record }) => `${record}/paper`,
    empty: /Выписок вы ещё не заказывали/,
  },
  { name: 'referrals', at: ({ record }) => `${record}/referrals`, empty: /Направлений нет/ },
  { name: 'diary', at: ({ record }) => `${record}/diary`, empty: /нет данных/ },
  { name: 'writing the diary', at: ({ record }) => `${record}/s/7/write` },
  { name: 'writing of a child', at: ({ record }) => `${record}/s/8/write` },
  { name: 'plan', at: ({ record }) => `${record}/plan`, empty: /Календарь прививок для этого возраста пуст/ },
  {
    name: 'booking',
    at: ({ record }) => `${record}/booking`,
    empty: /Свободного времени на ближайшие дни нет/,
  },
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
  {
    name: 'birthdays ahead',
    at: () => '/access/plans',
    empty: /Ни один день рождения впереди ваш доступ не меняет/,
    denied: HERE,
  },
  { name: 'sharing', who: 'pavel', at: ({ pavel }) => `${pavel}/sharing`, empty: /показывать некому/ },
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
  { name: 'admission', who: 'registrar', at: () => '/registry/admit' },
  {
    name: 'second records',
    who: 'registrar',
    at: () => '/registry/patients',
    empty: /Здесь ничего нет/,
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
      await page.fill('[name=reason]', 'Приём заявителя, талон 17');
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
  { name: 'writing a protocol', who: 'petrova', at: ({ record }) => `${record}/write/protocol` },
  { name: 'complaints at the clinic', who: 'petrova', at: () => '/clinic', empty: /Жалоб нет/, denied: HERE },
  {
    name: 'complaints at the insurer',
    who: 'insurer',
    at: () => '/insurer',
    empty: /Жалоб нет/,
    denied: HERE,
  },
  { name: 'emergency accesses', who: 'auditor', at: () => '/security', empty: /Всё проверено/, denied: HERE },
  { name: 'check of the record', at: () => '/card-check', empty: /Мы пока не знаем, кто вы/, denied: HERE },
  { name: 'regions', at: () => '/regions', full: true, denied: HERE },
  { name: 'papers at the desk', who: 'petrova', at: () => '/clinic/papers', empty: /Здесь пусто/, denied: HERE },
  { name: 'missing', at: () => '/nothing/here' },
  { name: 'denied', at: () => '/p/AAAAAAAAAAAAAAAAAAAAAA' },
];

/** Pages of one case each, which somebody has to file first. */
export const CASES = [
  {
    name: 'complaint',
    at: ({ record, complaint }) => `${record}/complaints/${complaint}`,
    none: ['complaint'],
    empty: /Такой страницы нет/,
  },
  {
    name: 'complaint at the insurer',
    who: 'insurer',
    at: ({ complaint }) => `/insurer/${complaint}`,
    none: ['insurerComplaint'],
    empty: /Этого дела здесь нет/,
    denied: GONE,
  },
  {
    name: 'complaint at the clinic',
    who: 'petrova',
    at: ({ complaint }) => `/clinic/${complaint}`,
    none: ['clinicComplaint'],
    empty: /Этого дела здесь нет/,
    denied: GONE,
  },
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

/** Whose record each opens with a code. */
const RECORDS = { anna: 'Михаил', pavel: 'Павел' };

/** Signs everybody in, once; the cookies of each, and the pages with their addresses. */
export async function prepare(browser, chosen = PAGES) {
  const states = { nobody: undefined };
  const signedIn = new Set(['anna', ...chosen.map(({ who = 'anna' }) => who)]);
  signedIn.delete('nobody');
  await Promise.all(
    [...signedIn].map(async (who) => {
      states[who] = await stateOf(browser, who, RECORDS[who]);
    }),
  );
  const at = await open(browser, { state: states.anna });
  const found = await places(at.page);
  if (chosen.some((page) => CASES.includes(page)))
    Object.assign(found, await fileCases(), { complaint: await complain(at.page, found) });
  await at.context.close();
  const pages = chosen.map(({ who = 'anna', at: where, ...rest }) => ({ ...rest, who, path: where(found) }));
  return { states, pages };
}

async function places(page) {
  await go(page, '/');
  const record = await page.locator('main li a', { hasText: 'Михаил' }).first().getAttribute('href');
  const pavel = await page.locator('main li a', { hasText: 'Павел' }).first().getAttribute('href');
  const first = async (path, query = '', named = `main li a[href^="${path}/"]`) => {
    await go(page, `${path}${query}`);
    const link = page.locator(named).first();
    await link.waitFor();
    return link.getAttribute('href');
  };
  return {
    record,
    pavel,
    report: await first(`${record}/s/15`, '', 'main li:has-text("№ 517") a[href*="/dispute/15/"]'),
    trend: await first(`${record}/s/2`),
    laboratory: await first(`${record}/s/2`, '?from=2020-01-01'),
    visit: await first(`${record}/s/1`),
    ambulance: await first(`${record}/s/9`),
  };
}

/** A complaint of anna's about a service, of which the clinic is asked: the one that there is, or else a new one; its id. */
async function complain(page, { record, report }) {
  await go(page, `${record}/complaints`);
  const there = page.locator(`main li a[href^="${record}/complaints/"]`);
  if (await there.count()) return idOf(await there.first().getAttribute('href'));
  await go(page, report);
  await page.getByRole('radio').first().check();
  await page.fill('[name=text]', 'В этот день мы были на даче.');
  await page.getByRole('button', { name: 'Отправить жалобу' }).click();
  await page.waitForURL('**/complaints/*');
  await settled(page);
  const id = idOf(page.url());
  await askClinic(id);
  return id;
}
const idOf = (address) => address.split('/').at(-1);
