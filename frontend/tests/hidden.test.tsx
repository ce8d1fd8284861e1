import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { Provider } from '@urql/preact';
import type { ComponentType } from 'preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FIELDS, fieldsOf } from '../src/access/seen/hiddenFields';
import { texts } from '../src/access/seen/texts';
import { openClient } from '../src/api/client';
import { type Viewer, ViewerContext } from '../src/api/viewer';
import type { Standing } from '../src/gen/graphql';
import { LocaleProvider } from '../src/i18n/locale';
import { paths, routes, SECTIONS } from '../src/paths';
import Overview from '../src/record/Overview';
import EntryPage from '../src/sections/EntryPage';
import { VIEWS } from '../src/sections/views';
import { asked, emptiest, guarded, missing } from './guarded';
import { schema } from './schema';
import { sources } from './sources';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PATIENT = 'JyQzG-sL309MWMm4MA4BXQ';
const viewer = {
  person: { patientId: 'own', familyName: 'Соколова', givenName: 'Анна', sex: 'FEMALE' },
  account: { login: 'anna', level: 'FULL', roles: ['CITIZEN'] },
  records: [
    {
      patientId: PATIENT,
      standing: 'PARENT_OF_TEEN',
      displayName: 'Павел Соколов',
      birthDate: '2010-07-25',
      since: '2026-01-01T00:00:00Z',
      until: null,
      cardEntryRequired: true,
    },
  ],
  family: [],
  notifications: { unreadCount: 0 },
} satisfies Viewer;

interface Shown {
  readonly operation: string;
  readonly path: string;
  readonly route: string;
  readonly component: ComponentType;
  readonly entry?: string;
}
/** Every page that asks for a guarded field: another one has to be added here before it is. */
const PAGES: Shown[] = [
  { operation: 'PatientOverview', path: paths.record(PATIENT), route: routes.record, component: Overview },
];
for (const section of SECTIONS) {
  const { type } = (await VIEWS[section]()).default;
  if (missing(type).length)
    PAGES.push({
      operation: `${type}Entry`,
      path: paths.entry(PATIENT, section, 'x'),
      route: routes.entry,
      component: EntryPage,
      entry: type,
    });
}

async function show({ path, route, component }: Shown, answer: object) {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } }),
    ),
  );
  history.replaceState(null, '', path);
  render(
    <LocaleProvider>
      <Provider value={openClient('ru', { answered: () => {}, failed: () => {} }, 'cache-first')}>
        <ViewerContext.Provider value={viewer}>
          <LocationProvider>
            <Router>{[<Route key={route} path={route} component={component} />]}</Router>
          </LocationProvider>
        </ViewerContext.Provider>
      </Provider>
    </LocaleProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
}
const locks = () => screen.queryAllByText('Скрыто').length;

describe('a guarded field (policy.md, principle 6)', () => {
  it('is what the schema makes it: narrower than all nine standings, and nullable', () => {
    expect(guarded.size).toBeGreaterThan(10);
    for (const [name, { nullable }] of guarded) expect(nullable, name).toBe(true);
  });

  it('is asked for by no operation but of the pages below, which show it hidden', () => {
    const asking = [...asked].filter(([, fields]) => fields.size > 0).map(([operation]) => operation);
    // A treating doctor's own forms, filled in with what the doctor wrote: no other standing opens them.
    const doctors = ['EntryToCorrect'];
    // Who lifted a hiding is asked by the teenager and by doctors, once they are told that somebody did.
    const lifted = ['HidingLift'];
    expect(asking.sort()).toEqual([...PAGES.map(({ operation }) => operation), ...doctors, ...lifted].sort());
  });

  it('has a name of its own in its operation: the server tells one field a path', () => {
    for (const [operation, fields] of asked)
      expect(new Set([...fields].map((one) => one.split('.')[1])).size, operation).toBe(fields.size);
  });

  it.each(PAGES)('of $operation says «Скрыто» in its place, with why and what to do', async (page) => {
    const { data, redactions } = await emptiest(page.operation, page.entry);
    expect(redactions.map(({ field }) => field).sort()).toEqual(
      [...(asked.get(page.operation) ?? [])].sort(),
    );
    await show(page, { data, extensions: { redactions } });
    await waitFor(() => expect(locks()).toBe(redactions.length));
    for (const lock of screen.getAllByText('Скрыто'))
      expect(lock.parentElement?.textContent).toMatch(/^Скрыто.+\..+\.$/);
  });

  it.each(PAGES)('of $operation is merely empty to whom nothing is hidden', async (page) => {
    const { data } = await emptiest(page.operation, page.entry);
    await show(page, { data });
    await waitFor(() => expect(document.body.textContent).toMatch(/[Нн]ет данных/));
    expect(locks()).toBe(0);
  });
});

describe('names of fields in the pages', () => {
  const code = sources('../src/');
  it('are the schema’s own: one that is written wrong would never be hidden', () => {
    const named = [...code.matchAll(/\bfield="(\w+)\.(\w+)"/g)];
    expect(named.length).toBeGreaterThan(8);
    for (const [, type = '', field = ''] of named) {
      const found = schema.getType(type);
      expect(found && 'getFields' in found && field in found.getFields(), `${type}.${field}`).toBe(true);
    }
    const types = [...code.matchAll(/<(?:Part)?Facts type="(\w+)"/g)];
    expect(types.length).toBeGreaterThan(1);
    for (const [, type = ''] of types) expect(schema.getType(type), type).toBeTruthy();
  });
});

describe('the list of what somebody else does not see', () => {
  const OWN: readonly Standing[] = ['SELF_TEEN', 'SELF_ADULT'];
  const REPRESENTATIVES: readonly Standing[] = [
    'PARENT_OF_CHILD',
    'PARENT_OF_TEEN',
    'GUARDIAN',
    'TRUSTEE_OF_CHILD',
    'TRUSTEE_OF_TEEN',
  ];
  /** What the patient reads and somebody of these does not. */
  const hiddenFrom = (standings: readonly Standing[]) =>
    [...guarded]
      .filter(
        ([name, { standings: may }]) =>
          // About hiding itself nobody else is told anything (backend/reads/hidden_fields.py).
          !name.startsWith('EntryHiding.') &&
          OWN.some((one) => may.has(one)) &&
          standings.some((one) => !may.has(one)),
      )
      .map(([name]) => name)
      .sort();
  const wordsFor = (standing: Standing) =>
    new Set(
      fieldsOf(
        hiddenFrom([standing]).map((one) => {
          const [type = '', name = ''] = one.split('.');
          return { type, name };
        }),
      ),
    );

  it('names every field that the schema hides from a representative, and no other', () => {
    expect(Object.keys(FIELDS).sort()).toEqual(hiddenFrom(REPRESENTATIVES));
  });

  it('says to each representative what the matrix says of them', () => {
    for (const standing of ['PARENT_OF_CHILD', 'GUARDIAN', 'TRUSTEE_OF_CHILD'] as const)
      expect(wordsFor(standing), standing).toEqual(new Set([texts.contacts]));
    for (const standing of ['PARENT_OF_TEEN', 'TRUSTEE_OF_TEEN'] as const)
      expect(wordsFor(standing), standing).toEqual(new Set([texts.contacts, texts.social, texts.exemption]));
  });

  it('leaves out nothing that it has no words for, and says each once', () => {
    const unknown = { type: 'Patient', name: 'fieldOfTomorrow' };
    expect(fieldsOf([unknown, unknown, { type: 'Patient', name: 'phone' }])).toEqual([
      texts.otherFields,
      texts.contacts,
    ]);
    expect(fieldsOf([])).toEqual([]);
  });
});
