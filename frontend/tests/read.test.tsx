import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { Client } from '@urql/core';
import { Provider } from '@urql/preact';
import { useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openClient } from '../src/api/client';
import type { Trusted } from '../src/api/document';
import { useRead } from '../src/api/read';
import { LocaleProvider } from '../src/i18n/locale';
import { Missing } from '../src/ui/Hidden';
import { Loaded } from '../src/ui/States';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type Call = { node: { __typename: string; address: string | null } | null };
const CALL = { __meta__: { hash: 'sha256:1' } } as unknown as Trusted<Call, { id: string }>;
const call = (address: string | null) => ({ data: { node: { __typename: 'AmbulanceCall', address } } });
const HIDDEN = {
  ...call(null),
  extensions: {
    redactions: [
      { patientId: 'p', path: ['node', 'address'], field: 'AmbulanceCall.address', reason: 'DOCTORS_ONLY' },
    ],
  },
};

function Page() {
  const [id, setId] = useState('a');
  const read = useRead(CALL, { id });
  return (
    <>
      <button type="button" onClick={() => setId(id === 'a' ? 'b' : 'a')}>
        другой
      </button>
      <button type="button" onClick={read.retry}>
        заново
      </button>
      <Loaded read={read}>
        {({ node }) => <p>{node?.address ?? <Missing field="AmbulanceCall.address" />}</p>}
      </Loaded>
    </>
  );
}

/** Answers by the id that is asked for, one after another; the last one stays. */
function serve(answers: Record<string, readonly object[]>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (_url: string, { body }: RequestInit) => {
    const { id } = JSON.parse(String(body)).variables as { id: string };
    const all = answers[id] ?? [];
    const answer = all[Math.min(asked.filter((one) => one === id).length, all.length - 1)];
    asked.push(id);
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify(answer), { headers }));
  });
  return asked;
}
const open = (client: Client = openClient('ru', { answered: () => {}, failed: () => {} }, 'cache-first')) => {
  render(
    <LocaleProvider>
      <LocationProvider>
        <Provider value={client}>
          <Page />
        </Provider>
      </LocationProvider>
    </LocaleProvider>,
  );
  return client;
};
const shown = () => document.querySelector('p')?.textContent ?? '';
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('what is hidden', () => {
  it('stays hidden when the page comes from memory: the reason is kept beside the answer', async () => {
    const asked = serve({ a: [HIDDEN] });
    const client = open();
    await waitFor(() => expect(shown()).toContain('Скрыто'));
    cleanup();
    open(client);
    await waitFor(() => expect(shown()).toContain('Скрыто'));
    expect(asked).toEqual(['a']);
  });

  it('is of its own answer alone: what is empty in the next one is empty', async () => {
    serve({ a: [HIDDEN], b: [call(null)] });
    open();
    await waitFor(() => expect(shown()).toContain('Скрыто'));
    press('другой');
    await waitFor(() => expect(shown()).toBe('нет данных'));
    press('другой');
    await waitFor(() => expect(shown()).toContain('Скрыто'));
  });

  it('shows when it is hidden no more, and is gone when it has become so', async () => {
    serve({ a: [HIDDEN, call('Тверская, 1'), HIDDEN] });
    open();
    await waitFor(() => expect(shown()).toContain('Скрыто'));
    press('заново');
    await waitFor(() => expect(shown()).toBe('Тверская, 1'));
    press('заново');
    await waitFor(() => expect(shown()).toContain('Скрыто'));
    expect(shown()).not.toContain('Тверская');
  });

  it('is no secret of a failure: where nothing came, nothing is said to be hidden', async () => {
    serve({
      a: [{ data: { node: null }, errors: [{ message: 'Нет.', extensions: { code: 'FORBIDDEN' } }] }],
    });
    open();
    await screen.findByRole('heading', { level: 1 });
    expect(document.body.textContent).not.toContain('Скрыто');
  });
});

describe('reading again', () => {
  it('keeps what was read while the service does not answer, and says that it is not all', async () => {
    const failing = { data: null, errors: [{ message: 'Позже.', extensions: { code: 'UNAVAILABLE' } }] };
    serve({ a: [call('Тверская, 1'), failing] });
    open();
    await waitFor(() => expect(shown()).toBe('Тверская, 1'));
    press('заново');
    await screen.findByText(/Часть сведений/);
    expect(shown()).toBe('Тверская, 1');
  });

  it('keeps nothing once the right to it has ended (REQ-15, ACC-05)', async () => {
    const ended = { data: { node: null }, errors: [{ message: 'Нет.', extensions: { code: 'FORBIDDEN' } }] };
    serve({ a: [call('Тверская, 1'), ended] });
    open();
    await waitFor(() => expect(shown()).toBe('Тверская, 1'));
    press('заново');
    await screen.findByRole('heading', { level: 1 });
    expect(document.body.textContent).not.toContain('Тверская');
  });

  it('keeps nothing of one record where the next does not come', async () => {
    const failing = { data: null, errors: [{ message: 'Позже.', extensions: { code: 'UNAVAILABLE' } }] };
    serve({ a: [call('Тверская, 1')], b: [failing] });
    open();
    await waitFor(() => expect(shown()).toBe('Тверская, 1'));
    press('другой');
    await screen.findByRole('heading', { level: 1 });
    expect(document.body.textContent).not.toContain('Тверская');
  });

  it('shows nothing of one record while the next is on its way', async () => {
    serve({ a: [call('Тверская, 1')] });
    open();
    await waitFor(() => expect(shown()).toBe('Тверская, 1'));
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    press('другой');
    await waitFor(() => expect(document.body.textContent).not.toContain('Тверская'));
  });
});
