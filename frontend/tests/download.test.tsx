import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { LocaleProvider } from '../src/i18n/locale';
import { Download } from '../src/ui/Download';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const show = () => {
  render(
    <LocaleProvider>
      <Download href="/exports/abc">Скачать</Download>
    </LocaleProvider>,
  );
  fireEvent.click(screen.getByText('Скачать'));
};
const answers = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', vi.fn(answer));

it('saves what comes under the name that the server gives', async () => {
  const saved: string[] = [];
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  answers(
    async () =>
      new Response('%PDF', { headers: { 'Content-Disposition': 'attachment; filename="medcard.pdf"' } }),
  );
  show();
  await waitFor(() => expect(saved).toEqual(['medcard.pdf']));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('tells a refusal in the server’s words, and the page stays', async () => {
  const errors = [{ message: 'Карта изменилась. Закажите файл заново.' }];
  answers(async () => new Response(JSON.stringify({ errors }), { status: 409 }));
  show();
  expect((await screen.findByRole('alert')).textContent).toContain('Карта изменилась. Закажите файл заново.');
});

it.each([
  ['a lost connection', () => Promise.reject(new TypeError('offline')), /Проверьте интернет/],
  ['a proxy’s page', async () => new Response('<html>', { status: 502 }), /обновляют/],
])('tells %s in words of its own', async (_name, answer, words) => {
  answers(answer as () => Promise<Response>);
  show();
  expect((await screen.findByRole('alert')).textContent).toMatch(words);
});
