import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Viewer } from '../src/api/viewer';
import { ViewerContext } from '../src/api/viewer';
import { CasePage, ForRole } from '../src/desk/Desk';
import { daysOf } from '../src/desk/days';
import { FourEyesActs } from '../src/desk/FourEyesActs';
import { deskPaths } from '../src/deskPaths';
import { deskPlaces } from '../src/deskPlaces';
import type { Role } from '../src/gen/graphql';
import { LocaleProvider } from '../src/i18n/locale';
import { isDeskPath } from '../src/paths';
import { personPlaces } from '../src/places';
import { candidateWords } from '../src/registry/Candidates';
import { Due } from '../src/registry/Due';
import { Keys } from '../src/registry/Keys';
import { useKeys } from '../src/registry/useKeys';
import type { Problem } from '../src/ui/Field';
import { placeOf } from '../src/ui/Nav';
import { localeOf } from './locale';

afterEach(cleanup);

const viewer = (...roles: Role[]): Viewer => ({
  person: { patientId: null, familyName: 'Сомова', givenName: 'Алла', sex: 'FEMALE' },
  account: { login: 'registrar', level: 'FULL', roles },
  records: [],
  family: [],
  notifications: { unreadCount: 0 },
});
const failed = (kind: 'denied' | 'offline', reason?: string) => ({
  state: 'failed' as const,
  failure: { kind, ...(reason ? { reason } : {}) },
  retry: () => undefined,
});

describe('the end of a term', () => {
  it.each([
    [5, false, 'осталось 5 рабочих дней'],
    [1, false, 'остался 1 рабочий день'],
    [0, false, 'сегодня последний день'],
    [0, true, 'срок вышел'],
    [-2, true, 'просрочен на 2 рабочих дня'],
  ])('with %i days left, over: %s, says %s', (left, overdue, words) => {
    render(
      <LocaleProvider>
        <Due at="2026-12-03T20:59:59Z" overdue={overdue} left={left} />
      </LocaleProvider>,
    );
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByText(/3 декабря/)).toBeTruthy();
  });
});

describe('places of staff', () => {
  const of = (...roles: Role[]) =>
    personPlaces(viewer(...roles), deskPlaces(roles))
      .filter(({ menu }) => !menu)
      .map(({ href }) => href);
  it('are those of every role that somebody has', () => {
    expect(of('REGISTRAR')).toEqual([
      '/registry',
      '/registry/cases',
      '/registry/acts',
      '/registry/admit',
      '/registry/patients',
    ]);
    expect(of('MFC_OFFICER')).toEqual(['/mfc']);
    expect(of('DOCTOR', 'ADMINISTRATOR')).toEqual(['/doctor', '/clinic', '/clinic/papers', '/staff']);
    expect(of('INSURER')).toEqual(['/insurer']);
    expect(of('AUDITOR')).toEqual(['/security']);
    expect(of('CITIZEN')[0]).toBe('/');
    expect(of('CITIZEN', 'DOCTOR')).toEqual(expect.arrayContaining(['/', '/doctor']));
  });

  it.each([
    [deskPaths.registry(), '/registry'],
    [deskPaths.request('x'), '/registry'],
    [deskPaths.serviceCases(), '/registry/cases'],
    [deskPaths.serviceCase('x'), '/registry/cases'],
    [deskPaths.newAct(), '/registry/acts'],
    ['/registry/patients', '/registry/patients'],
  ])('are marked at %s: %s', (path, href) => {
    expect(isDeskPath(path)).toBe(true);
    expect(placeOf(deskPlaces(['REGISTRAR']), path)?.href).toBe(href);
  });

  it('are no addresses of records', () => {
    for (const path of ['/', '/p/registry', '/registryx', '/doctors']) expect(isDeskPath(path)).toBe(false);
  });
});

const show = async (roles: Role[], children: preact.ComponentChildren) => {
  const shown = render(
    <LocaleProvider>
      <LocationProvider>
        <ViewerContext.Provider value={viewer(...roles)}>{children}</ViewerContext.Provider>
      </LocationProvider>
    </LocaleProvider>,
  );
  await vi.waitFor(() => expect(shown.container.childNodes.length).toBeGreaterThan(0));
  return shown;
};

describe('a page of one role', () => {
  it('is shown to it, and to others told in words', async () => {
    await show(['REGISTRAR'], <ForRole of="REGISTRAR">очередь</ForRole>);
    expect(document.body.textContent).toContain('очередь');
    cleanup();
    await show(['MFC_OFFICER', 'DOCTOR'], <ForRole of="REGISTRAR">очередь</ForRole>);
    expect(document.body.textContent).not.toContain('очередь');
    expect(document.body.textContent).toContain('нет нужной роли');
  });

  it('says of a case that is gone, and of one’s own family’s, what is true of it', async () => {
    const back = { of: () => undefined, back: '/registry', backText: 'К очереди' };
    await show([], <CasePage read={failed('denied')} {...back} children={() => null} />);
    expect(document.body.textContent).toContain('Его уже решил другой сотрудник');
    expect(screen.getByRole('link', { name: 'К очереди' })).toHaveProperty('pathname', '/registry');
    cleanup();
    await show([], <CasePage read={failed('denied', 'OWN_CASE')} {...back} children={() => null} />);
    expect(document.body.textContent).toContain('касается вас или вашей семьи');
    cleanup();
    await show([], <CasePage read={failed('offline')} {...back} children={() => null} />);
    expect(document.body.textContent).toContain('Нет связи');
    cleanup();
    const nothing = { state: 'ready', data: {}, whyHidden: () => undefined, partial: undefined } as const;
    await show(
      [],
      <CasePage read={{ ...nothing, retry: () => undefined }} {...back} children={() => null} />,
    );
    expect(document.body.textContent).toContain('Этого дела здесь нет');
  });
});

function WithKeys({ run }: { run: () => void }) {
  const keys = useKeys({ KeyJ: run, Escape: run });
  return (
    <>
      <Keys keys={keys} legend={[['J', 'ниже']]} />
      <input aria-label="поле" />
    </>
  );
}

function Proposed({ reason }: { reason: string }) {
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const refuse = async () => setProblems([{ field: 'reason', text: reason }]);
  const nothing = async () => undefined;
  return (
    <FourEyesActs
      form={{ problems, setProblems, busy: false, send: nothing }}
      title="Сомова Алла"
      mine={true}
      waiting={{ label: ['Подтвердить', 'Confirm'], text: ['Точно?', 'Sure?'], confirm: nothing }}
      putAside={refuse}
      again={() => undefined}
    />
  );
}

describe('what waits for another officer', () => {
  it('is put aside with a reason, and a refusal is said once, until it is cancelled', async () => {
    await show(['REGISTRAR'], <Proposed reason="Причина короткая" />);
    const putAside = () => fireEvent.click(screen.getByRole('button', { name: 'Отклонить предложение' }));
    putAside();
    putAside();
    await screen.findByRole('link', { name: 'Причина короткая' });
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Отмена' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('single keys', () => {
  it('work in any layout, never while something is typed or a modifier is held, and can be turned off', async () => {
    const run = vi.fn();
    await show([], <WithKeys run={run} />);
    fireEvent.keyDown(document.body, { code: 'KeyJ', key: 'о' });
    expect(run).toHaveBeenCalledTimes(1);
    const field = screen.getByLabelText('поле');
    fireEvent.keyDown(field, { code: 'KeyJ', key: 'j' });
    fireEvent.keyDown(document.body, { code: 'KeyJ', key: 'j', ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(field, { code: 'Escape', key: 'Escape' });
    expect(run).toHaveBeenCalledTimes(2);
    fireEvent.click(screen.getByRole('button', { name: 'Выключить клавиши' }));
    fireEvent.keyDown(document.body, { code: 'KeyJ', key: 'j' });
    expect(run).toHaveBeenCalledTimes(2);
    expect(document.body.textContent).not.toContain('ниже');
    fireEvent.click(screen.getByRole('button', { name: 'Включить клавиши' }));
    fireEvent.keyDown(document.body, { code: 'KeyJ', key: 'j' });
    expect(run).toHaveBeenCalledTimes(3);
  });
});

describe('what is said of a candidate', () => {
  const one = {
    patientId: 'x',
    displayName: 'Соколова Вера',
    birthDate: '2015-08-25',
    sex: 'FEMALE' as const,
    agrees: ['BIRTH_CERTIFICATE' as const],
    differs: [],
    birthDateAgrees: true,
    namesAgree: true,
    deceased: false,
    bound: false,
    checked: true,
  };
  it('names what agrees, and everything that speaks against', () => {
    const words = candidateWords(one, localeOf('ru'));
    expect(words).toContain('сходится: Свидетельство о рождении');
    expect(words).not.toMatch(/расходится|другая|другое|умер|проверял|учётная/);
    const doubtful = { ...one, differs: ['SNILS' as const], birthDateAgrees: false, namesAgree: false };
    expect(
      candidateWords({ ...doubtful, deceased: true, bound: true, checked: false }, localeOf('ru')),
    ).toMatch(/расходится: СНИЛС · другая дата рождения · другое имя · .*учётная.* · .*проверял · .*умер/);
  });
});

describe('days of a form', () => {
  it('are read, and what is missing or no day is named', () => {
    const form = document.createElement('form');
    form.innerHTML = ['born', 'from', 'until']
      .flatMap((name) => ['day', 'month', 'year'].map((part) => `<input name="${name}.${part}">`))
      .join('');
    const fill = (name: string, ...parts: string[]) =>
      ['day', 'month', 'year'].forEach((part, index) => {
        const input = form.querySelector<HTMLInputElement>(`[name="${name}.${part}"]`);
        if (input) input.value = parts[index] ?? '';
      });
    fill('born', '5', '3', '2015');
    fill('from', '31', '2', '2020');
    expect(daysOf(form, { born: true, from: false, until: true })).toEqual({
      days: { born: '2015-03-05', from: null, until: null },
      problems: [
        ['from', 'wrongDay'],
        ['until', 'required'],
      ],
    });
    expect(daysOf(form, { until: false }).problems).toEqual([]);
  });
});
