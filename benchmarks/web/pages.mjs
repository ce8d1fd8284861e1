// What is measured: addresses and the things that people do there.

/** The main pages; `who` is nobody for the sign-in. `shown` is there once the page has its data. */
export const PAGES = (record) => [
  { name: 'sign-in', path: '/', who: 'nobody', shown: '#login', limit: 1500 },
  { name: 'overview', path: record, shown: 'main section', limit: 2000 },
  { name: 'records', path: '/', shown: 'main section li a' },
  { name: 'sections', path: `${record}/s`, shown: 'main li a' },
  { name: 'labs', path: `${record}/s/2`, shown: 'main li a' },
  { name: 'a section', path: `${record}/s/1`, shown: 'main li a' },
  { name: 'vaccination plan', path: `${record}/plan`, shown: 'main li' },
  { name: 'who looked', path: `${record}/viewers`, shown: 'main tbody tr' },
];

/** What people do, each from a page that is there: press, and wait for what shows then. */
export const ACTIONS = (record) => [
  {
    name: 'open the account menu',
    path: record,
    act: (page) => page.click('[popovertarget=account]'),
    then: '#account:popover-open',
  },
  {
    name: 'switch to another child',
    path: record,
    act: (page) => page.locator('nav[aria-label="Чья карта"] a', { hasText: 'Вера' }).click(),
    then: 'h1:text-is("Вера Соколова")',
  },
  {
    name: 'open a trend',
    path: `${record}/s/2`,
    act: (page) => page.locator('main li a', { hasText: 'Гемоглобин' }).first().click(),
    then: 'main svg[role=img], main figure svg',
  },
  {
    name: 'type into the search of labs',
    path: `${record}/s/2`,
    act: (page) => page.locator('main input[type=search]').pressSequentially('гемо', { delay: 120 }),
    then: 'main li a:has-text("Гемоглобин")',
  },
];
