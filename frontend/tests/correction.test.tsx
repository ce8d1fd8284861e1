import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { Provider } from '@urql/preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, expect, it, vi } from 'vitest';
import { openClient } from '../src/api/client';
import { type Viewer, ViewerContext } from '../src/api/viewer';
import { LocaleProvider } from '../src/i18n/locale';
import { typedOf } from '../src/writing/content';
import type { Signed } from '../src/writing/earlier';
import { ProtocolForm } from '../src/writing/ProtocolForm';
import ReferralPage from '../src/writing/ReferralPage';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

interface Asked {
  readonly id?: string;
  readonly input?: Readonly<Record<string, unknown>> & {
    readonly content?: Readonly<Record<string, unknown>>;
  };
}
const VIEWER = {
  account: { login: 'petrova', roles: ['DOCTOR'] },
  records: [],
  family: [],
} as unknown as Viewer;

/** A correction that is refused twice: the entry was corrected meanwhile, then the reason is too short. */
function show(ui: preact.VNode, path: string, correct: string, newer: object) {
  history.replaceState(null, '', path);
  const sent: NonNullable<Asked['input']>[] = [];
  const refusals = [
    [{ field: null, code: 'CONFLICT', message: 'Запись исправили', currentId: 'newer' }],
    [{ field: ['input', 'reason'], code: 'WRONG_LENGTH', message: 'Причина короткая', currentId: null }],
    [],
  ];
  const answer = ({ id, input }: Asked): object => {
    if (id) return { node: id === 'newer' ? newer : { ...newer, reason: 'прежний повод', id } };
    if (!input?.content)
      return {
        saveProtocolDraft: {
          draft: { id: 'd', savedAt: '2026-11-26T09:00:00Z', fields: [] },
          userErrors: [],
        },
      };
    if (!input['id'])
      return { previewProtocol: { readers: { restricted: false, readers: [] }, userErrors: [] } };
    sent.push(input);
    return { [correct]: { id: null, entry: null, userErrors: refusals[sent.length - 1] } };
  };
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) =>
    Promise.resolve(
      new Response(JSON.stringify({ data: answer(JSON.parse(body).variables) }), {
        headers: { 'content-type': 'application/json' },
      }),
    ),
  );
  render(
    <LocaleProvider>
      <LocationProvider>
        <Provider value={openClient('ru', { answered: () => {}, failed: () => {} }, 'cache-first')}>
          <ViewerContext.Provider value={VIEWER}>{ui}</ViewerContext.Provider>
        </Provider>
      </LocationProvider>
    </LocaleProvider>,
  );
  return sent;
}
const sign = () => {
  for (const name of ['Подписать', 'Подписать'])
    fireEvent.click(screen.getAllByRole('button', { name, hidden: true }).at(-1) as HTMLElement);
};

it('is signed over the version that came meanwhile, through a second refusal', async () => {
  const sent = show(
    <Router>{[<Route key="one" path="/p/:patientId/:entryId" component={ReferralPage} />]}</Router>,
    '/p/p/old',
    'correctReferral',
    { __typename: 'Referral', id: 'newer', name: 'Сурдолог', reason: 'новый повод', priority: 'routine' },
  );
  await screen.findByDisplayValue('прежний повод');
  sign();
  await screen.findByText('новый повод');
  sign();
  await screen.findAllByText('Причина короткая');
  sign();
  await waitFor(() => expect(sent.map(({ id }) => id)).toEqual(['old', 'newer', 'newer']));
  expect(sent[2]?.content?.['reason']).toBe('прежний повод');
});

it('of a protocol stands over the newer one after it is checked again, and keeps what that says without a box', async () => {
  const old = { __typename: 'ExaminationProtocol', id: 'old', title: 'Осмотр', drugs: ['Ферлатум'] };
  const signed = old as unknown as Signed<'ExaminationProtocol'>;
  const sent = show(
    <ProtocolForm
      patientId="p"
      corrects="old"
      signed={signed}
      begun={typedOf(signed)}
      draft={undefined}
      onSigned={() => undefined}
    />,
    '/p/p/old',
    'correctProtocol',
    { ...old, id: 'newer', drugs: ['Мальтофер'], conclusion: 'Анемия лёгкая' },
  );
  const check = async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Проверить и подписать' }));
    await screen.findByText('Кто увидит протокол');
  };
  const warmth = await screen.findByLabelText('Температура, °C');
  fireEvent.input(warmth, { target: { value: '36,6 C' } });
  fireEvent.click(screen.getByRole('button', { name: 'Проверить и подписать' }));
  await screen.findByRole('link', { name: 'Температура, °C: нужно число, например 36,6' });
  expect(warmth.getAttribute('aria-invalid')).toBe('true');
  fireEvent.input(warmth, { target: { value: '36,6' } });
  await check();
  sign();
  await screen.findByText('Анемия лёгкая');
  await check();
  sign();
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ id, content }) => [id, content?.['drugs']])).toEqual([
    ['old', ['Ферлатум']],
    ['newer', ['Мальтофер']],
  ]);
});
