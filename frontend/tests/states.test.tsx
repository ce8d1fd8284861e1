import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../src/api/failure';
import type { Read } from '../src/api/read';
import { redactionReader } from '../src/api/redaction';
import { LocaleProvider } from '../src/i18n/locale';
import { type Fact, Facts, text } from '../src/ui/Facts';
import { Loaded, LoadedPart } from '../src/ui/States';

afterEach(cleanup);

const show = async (children: ComponentChildren) => {
  const shown = render(
    <LocaleProvider>
      <LocationProvider>{children}</LocationProvider>
    </LocaleProvider>,
  );
  // The texts come asynchronously.
  await vi.waitFor(() => expect(shown.container.childNodes.length).toBeGreaterThan(0));
  return shown;
};
const failed = (failure: Failure, retry = () => undefined): Read<never> => ({
  state: 'failed',
  failure,
  retry,
});
const ready = <Data,>(
  data: Data,
  part: Partial<Extract<Read<Data>, { state: 'ready' }>> = {},
): Read<Data> => ({
  state: 'ready',
  data,
  whyHidden: () => undefined,
  partial: undefined,
  retry: () => undefined,
  ...part,
});

describe('states of a page', () => {
  it('loading shows nothing for a moment, then says so', async () => {
    render(
      <LocaleProvider>
        <Loaded read={{ state: 'loading', retry: () => undefined }}>{() => null}</Loaded>
      </LocaleProvider>,
    );
    expect(screen.queryByRole('status')).toBeNull();
    expect(await screen.findByRole('status')).toHaveProperty('textContent', 'Загружаем…');
  });

  it.each<[Failure, string, string]>([
    [{ kind: 'error' }, 'Не получилось загрузить', 'Попробуйте ещё раз'],
    [{ kind: 'offline' }, 'Нет связи', 'Проверьте интернет'],
    [{ kind: 'down' }, 'Сервис сейчас не отвечает', 'Подождите пару минут и повторите'],
    [{ kind: 'busy', message: 'Подождите минуту.' }, 'Сейчас не получается', 'Подождите минуту.'],
  ])('failed with %j says what happened, and can be tried again', async (failure, heading, advice) => {
    const retry = vi.fn();
    await show(<Loaded read={failed(failure, retry)}>{() => null}</Loaded>);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(heading);
    expect(document.body.textContent).toContain(advice);
    fireEvent.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('denied without a reason tells a stranger of a record nothing', async () => {
    history.replaceState(null, '', '/p/AAAAAAAAAAAAAAAAAAAAAA');
    await show(<Loaded read={failed({ kind: 'denied', message: 'server' })}>{() => null}</Loaded>);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Эта карта вам не открыта');
    expect(document.body.textContent).toContain('Такой записи нет, или у вас нет права её видеть.');
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByRole('link', { name: 'К списку карт' })).toHaveProperty('pathname', '/');
  });

  it('denied outside of records says so in the words of the server', async () => {
    history.replaceState(null, '', '/family');
    await show(<Loaded read={failed({ kind: 'denied', message: 'Доступа сюда нет.' })}>{() => null}</Loaded>);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Эта страница вам не открыта');
    expect(document.body.textContent).toContain('Доступа сюда нет.');
    expect(document.body.textContent).not.toMatch(/карта|запис/);
  });

  it('denied with a reason says why and what to do next', async () => {
    history.replaceState(null, '', '/p/AAAAAAAAAAAAAAAAAAAAAA');
    await show(<Loaded read={failed({ kind: 'denied', reason: 'POLICY_REGION' })}>{() => null}</Loaded>);
    await screen.findByRole('link', { name: 'Открыть «Доступ»' });
    expect(document.body.textContent).toContain('зарегистрирован в регионе, который пока не подключён');
    expect(document.body.textContent).toContain('Проверьте портал здоровья своего региона.');
  });

  it('a failed part keeps the page around it, with a heading below its h1', async () => {
    await show(
      <>
        <h1>Анализы</h1>
        <LoadedPart read={failed({ kind: 'offline' })}>{() => null}</LoadedPart>
      </>,
    );
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Нет связи');
  });

  it('partial shows what came, says that something did not, and can be tried again', async () => {
    const retry = vi.fn();
    const read = ready('сведения', { partial: { kind: 'error' }, retry });
    await show(<Loaded read={read}>{(data) => <p>{data}</p>}</Loaded>);
    expect(screen.getByText('сведения')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toContain('Часть сведений сейчас не загрузилась.');
    fireEvent.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});

describe('fields of an entry (rule 9: hidden is never like empty)', () => {
  const facts = {
    reason: text('Повод', 'Reason'),
    address: text('Адрес', 'Address'),
    hospital: text('Больница', 'Hospital'),
  } as Record<string, Fact<never>>;
  const call = { reason: 'сыпь', address: null, hospital: null };
  const hiding = (reason: string) =>
    redactionReader({
      redactions: [{ patientId: 'p', path: ['node', 'address'], field: 'AmbulanceCall.address', reason }],
    });
  const entry = (read: Read<typeof call>) => (
    <Loaded read={read}>{(data) => <Facts type="AmbulanceCall" of={data} facts={facts} />}</Loaded>
  );
  const cellOf = (label: string) => screen.getByText(label).closest('div')?.querySelector('dd')?.textContent;

  it('show the value, the hidden one with word, reason and advice, and the empty one as no data', async () => {
    await show(entry(ready(call, { whyHidden: hiding('DOCTORS_ONLY') })));
    expect(cellOf('Повод')).toBe('сыпь');
    expect(cellOf('Адрес')).toBe('СкрытоЭту часть видят только врачи. Спросите о ней на приёме.');
    expect(screen.getByText('Нет данных:').parentElement?.textContent).toBe('Нет данных: больница');
    expect([...document.querySelectorAll('dd')].every((cell) => cell.textContent)).toBe(true);
  });

  it('show a hidden field even with a reason that this page does not know yet', async () => {
    await show(entry(ready(call, { whyHidden: hiding('A_CODE_OF_TOMORROW') })));
    expect(cellOf('Адрес')).toContain('Вам эта часть не показывается.');
  });

  it('call the same field empty where nothing is hidden', async () => {
    await show(entry(ready(call)));
    expect(document.body.textContent).not.toContain('Скрыто');
    expect(screen.getByText('Нет данных:').parentElement?.textContent).toBe('Нет данных: адрес, больница');
  });
});
