import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { Provider } from '@urql/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { openClient } from '../src/api/client';
import { type Viewer, ViewerContext } from '../src/api/viewer';
import type { HidingState, Standing } from '../src/gen/graphql';
import { LocaleProvider } from '../src/i18n/locale';
import Hiding from '../src/sections/hiding/Hiding';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PATIENT = 'JyQzG-sL309MWMm4MA4BXQ';
const viewerWith = (standing: Standing) =>
  ({
    person: { patientId: PATIENT, familyName: 'Соколов', givenName: 'Павел', sex: 'MALE' },
    account: { login: 'pavel', level: 'FULL', roles: ['CITIZEN'] },
    records: [
      {
        patientId: PATIENT,
        standing,
        displayName: 'Павел Соколов',
        birthDate: '2010-07-25',
        since: '2026-01-01T00:00:00Z',
        until: null,
        cardEntryRequired: false,
      },
    ],
    family: [],
    notifications: { unreadCount: 0 },
  }) satisfies Viewer;

function show(standing: Standing, state: HidingState, answer: object = {}) {
  const sent: { input: Record<string, string> }[] = [];
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body).variables);
    return Promise.resolve(
      new Response(JSON.stringify({ data: answer }), { headers: { 'content-type': 'application/json' } }),
    );
  });
  const again = vi.fn();
  render(
    <LocaleProvider>
      <Provider value={openClient('ru', { answered: () => {}, failed: () => {} }, 'cache-first')}>
        <ViewerContext.Provider value={viewerWith(standing)}>
          <Hiding patientId={PATIENT} entry={{ id: 'entry', hiding: { state } }} again={again} />
        </ViewerContext.Provider>
      </Provider>
    </LocaleProvider>,
  );
  return { sent, again };
}
const button = (name: string) => screen.queryByRole('button', { name });

it('tells a teenager what hiding means before it is done, and reads the entry anew', async () => {
  const { sent, again } = show('SELF_TEEN', 'SHOWN', { hideEntry: { id: 'entry', userErrors: [] } });
  expect(document.body.textContent).toContain('Врачи видят её всегда');
  fireEvent.click(button('Скрыть от родителей') as HTMLElement);
  await waitFor(() => expect(again).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ input: { id: 'entry' } }]);
});

it('shows again what is hidden, and says why it could not', async () => {
  const message = 'Скрывать записи здесь нельзя.';
  const refused = { showEntry: { id: null, userErrors: [{ field: null, code: 'HIDING_OFF', message }] } };
  const { again } = show('SELF_TEEN', 'HIDDEN', refused);
  fireEvent.click(button('Снова показывать') as HTMLElement);
  await screen.findByText(message);
  expect(again).not.toHaveBeenCalled();
});

it('keeps what a doctor typed until the entry is lifted, and asks once more', async () => {
  const { sent, again } = show('TREATING_DOCTOR', 'HIDDEN', { liftHiding: { id: 'entry', userErrors: [] } });
  const reason = screen.getByLabelText(/Что угрожает жизни/);
  fireEvent.input(reason, { target: { value: 'Признаки отравления, нужны родители' } });
  fireEvent.click(screen.getAllByRole('button', { name: 'Показать родителям' })[0] as HTMLElement);
  expect(sent).toEqual([]);
  fireEvent.click(
    screen.getAllByRole('button', { name: 'Показать родителям', hidden: true }).at(-1) as HTMLElement,
  );
  await waitFor(() => expect(again).toHaveBeenCalledOnce());
  expect(sent[0]?.input).toMatchObject({ id: 'entry', reason: 'Признаки отравления, нужны родители' });
  expect(sent[0]?.input['clientMutationId']).toBeTruthy();
});

it.each([
  ['EMERGENCY_DOCTOR', 'HIDDEN'],
  ['TREATING_DOCTOR', 'WITH_ANOTHER'],
  ['SELF_TEEN', 'WITH_ANOTHER'],
] as const)('offers %s nothing to do where it is %s', (standing, state) => {
  show(standing, state);
  for (const name of ['Скрыть от родителей', 'Снова показывать', 'Показать родителям'])
    expect(button(name)).toBeNull();
});

it('tells the teenager who lifted it and why', async () => {
  const hiding = { liftedAt: '2026-11-20T10:00:00Z', liftedBy: 'Иванов К. Л.', liftedBecause: 'Отравление' };
  show('SELF_TEEN', 'LIFTED', { node: { __typename: 'LabReport', hiding } });
  await screen.findByText('Отравление');
  expect(document.body.textContent).toContain('Иванов К. Л.');
  expect(button('Скрыть от родителей')).toBeNull();
});

it('says nothing where there is nothing to say', () => {
  show('PARENT_OF_TEEN', 'NOT_OFFERED');
  expect(document.body.textContent).toBe('');
});
