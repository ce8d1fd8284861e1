import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { Provider } from '@urql/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openClient } from '../src/api/client';
import type { Trusted } from '../src/api/document';
import { LocaleProvider } from '../src/i18n/locale';
import { ClinicChoice } from '../src/paper/ClinicChoice';
import { DateField } from '../src/ui/DateField';
import { ErrorSummary, Field, problemOf } from '../src/ui/Field';
import { dateOf } from '../src/ui/formData';
import { SendForm } from '../src/ui/SendForm';
import { useForm } from '../src/ui/useForm';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type Answer = {
  save: { done: boolean; userErrors: { field: string[] | null; code: string; message: string }[] };
};
const SAVE = { __meta__: { hash: 'sha256:0' } } as unknown as Trusted<Answer, Record<string, unknown>>;
const told = vi.fn();

function Passport() {
  const { problems, busy, send } = useForm();
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        told(await send(SAVE, {}));
      }}
    >
      <ErrorSummary problems={problems} />
      <Field name="passport" label="Паспорт" problem={problemOf(problems, 'passport')} />
      <button type="submit">{busy ? 'ждём' : 'сохранить'}</button>
    </form>
  );
}

async function show(answer: () => Promise<Response>) {
  told.mockReset();
  const fetch = vi.fn(answer);
  vi.stubGlobal('fetch', fetch);
  const client = openClient('ru', { answered: () => {}, failed: () => {} }, 'cache-first');
  render(
    <LocaleProvider>
      <Provider value={client}>
        <Passport />
      </Provider>
    </LocaleProvider>,
  );
  const box = await screen.findByLabelText('Паспорт');
  fireEvent.input(box, { target: { value: '45 10' } });
  fireEvent.click(screen.getByRole('button'));
  return { fetch, box };
}
const json = (data: unknown) =>
  Promise.resolve(new Response(JSON.stringify(data), { headers: { 'content-type': 'application/json' } }));
const refused = (field: string[] | null) => () =>
  json({
    data: { save: { done: false, userErrors: [{ field, code: 'WRONG_FORMAT', message: 'Неверно.' }] } },
  });

describe('a form', () => {
  it('gives the payload of a mutation that was not refused', async () => {
    await show(() => json({ data: { save: { done: true, userErrors: [] } } }));
    await waitFor(() => expect(told).toHaveBeenCalledWith({ done: true, userErrors: [] }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('puts a refusal beside the nearest field, with a link to it, and keeps what was typed', async () => {
    const { box } = await show(refused(['input', 'passport', 'series']));
    const link = await screen.findByRole('link', { name: 'Неверно.' });
    expect(link.getAttribute('href')).toBe('#passport');
    expect(box).toHaveProperty('value', '45 10');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(told).toHaveBeenCalledWith(undefined);
  });

  it('leads to the first of several controls that answer one question', async () => {
    render(
      <LocaleProvider>
        <form>
          <ErrorSummary problems={[{ field: 'of.sections', text: 'Отметьте разделы' }]} />
          <input type="checkbox" name="of.sections" value="labs" aria-label="Анализы" />
          <input type="checkbox" name="of.sections" value="visits" aria-label="Приёмы" />
        </form>
      </LocaleProvider>,
    );
    fireEvent.click(await screen.findByRole('link', { name: 'Отметьте разделы' }));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Анализы');
  });

  it('shows a refusal without a place above the form', async () => {
    await show(refused(null));
    expect((await screen.findByRole('alert')).textContent).toContain('Неверно.');
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('says what a lost connection means, and keeps what was typed', async () => {
    const { box } = await show(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await screen.findByRole('alert')).textContent).toContain('Введённое не пропало');
    expect(box).toHaveProperty('value', '45 10');
  });

  it('is sent once, however often it is pressed', async () => {
    const { fetch } = await show(refused(null));
    fireEvent.click(screen.getByRole('button'));
    await screen.findByRole('alert');
    expect(fetch).toHaveBeenCalledOnce();
  });
});

describe('a search within a form', () => {
  it('is what Enter does in its box: the form is not sent', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
      const { text } = JSON.parse(body).variables;
      asked.push(text);
      return json({ data: { visitClinics: text ? [{ id: 'c', name: 'ГП № 15', attached: false }] : [] } });
    });
    const onSend = vi.fn();
    render(
      <LocaleProvider>
        <Provider value={openClient('ru', { answered: () => {}, failed: () => {} }, 'cache-first')}>
          <SendForm form={{ problems: [], busy: false }} send="Заказать" onSend={onSend}>
            <ClinicChoice patientId="p" name="at" problem={undefined} />
          </SendForm>
        </Provider>
      </LocaleProvider>,
    );
    const box = await screen.findByLabelText(/часть названия/);
    fireEvent.input(box, { target: { value: '15' } });
    expect(fireEvent.keyDown(box, { key: 'Enter' }), 'the browser is kept from sending').toBe(false);
    await screen.findByLabelText('ГП № 15');
    expect(asked).toEqual(['', '15']);
    expect(onSend).not.toHaveBeenCalled();
  });
});

describe('a day in three boxes', () => {
  const typed = async (day: string, month: string, year: string) => {
    const { container } = render(
      <LocaleProvider>
        <form>
          <DateField name="born" label="Дата рождения" />
        </form>
      </LocaleProvider>,
    );
    for (const [label, value] of [
      ['День', day],
      ['Месяц', month],
      ['Год', year],
    ] as const)
      fireEvent.input(await screen.findByLabelText(label), { target: { value } });
    return dateOf(container.querySelector('form') as HTMLFormElement, 'born');
  };

  it.each([
    ['5', '3', '2015', '2015-03-05'],
    ['29', '02', '2024', '2024-02-29'],
    ['29', '2', '2023', 'wrong'],
    ['31', '4', '2020', 'wrong'],
    ['5', '', '2015', 'wrong'],
    ['5', '3', '15', 'wrong'],
    ['', '', '', undefined],
  ])('%s %s %s is %s', async (day, month, year, expected) => {
    expect(await typed(day, month, year)).toBe(expected);
  });
});
