import { cleanup, render, screen } from '@testing-library/preact';
import { Provider } from '@urql/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, describe, expect, it } from 'vitest';
import type { Request } from '../src/access/request';
import Status from '../src/access/status/Status';
import { openClient } from '../src/api/client';
import { LocaleProvider } from '../src/i18n/locale';

afterEach(cleanup);

const SENT: Request = {
  id: 'r',
  number: '1700',
  purpose: 'GRANT',
  state: 'CHECKING',
  stateTitle: 'Проверяем сведения',
  record: { own: false, displayName: 'Соколова Вера', patientId: null },
  grantee: null,
  granteeOptions: [],
  changes: null,
  maskedPolicyNumber: null,
  policyNumberWarnings: [],
  maskedPhone: null,
  phoneConfirmedAt: '2026-11-20T09:00:00Z',
  photo: null,
  steps: [],
  nextStep: { message: 'Подождите.' },
  savedAt: '2026-11-20T09:00:00Z',
  submittedAt: '2026-11-20T09:00:00Z',
  dueAt: '2026-11-27T21:00:00Z',
  overdue: false,
  timeline: [
    { at: '2026-11-20T09:00:00Z', event: 'SUBMIT', state: 'SUBMITTED', message: 'Запрос отправлен' },
    { at: '2026-11-20T09:00:01Z', event: 'START_CHECKS', state: 'CHECKING', message: 'Начали проверку' },
  ],
  checks: [],
  decision: null,
  wouldSee: null,
  appealedAt: null,
  canSubmit: false,
  canWithdraw: true,
  canAppeal: false,
  canRetry: false,
};
const show = async (part: Partial<Request>) => {
  render(
    <LocaleProvider>
      <LocationProvider>
        <Provider value={openClient('ru', { answered: () => {}, failed: () => {} }, 'cache-first')}>
          <Status request={{ ...SENT, ...part }} become={() => undefined} reload={() => undefined} />
        </Provider>
      </LocationProvider>
    </LocaleProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
  return [...document.querySelectorAll('ol[aria-label="Путь запроса"] b')].map((one) => one.textContent);
};

describe('the page of a request', () => {
  it('says how far it is, until when, and by which number to ask for it (REQ-02, REQ-19)', async () => {
    expect(await show({})).toEqual([
      'Запрос отправлен',
      'Проверка сведений',
      'Решение сотрудника',
      'Доступ открыт',
    ]);
    expect(document.title).toContain('Запрос № 1700');
    expect(document.title).not.toContain('Вера');
    expect(document.body.textContent).toContain('Назовите № 1700');
    expect(screen.getByRole('button', { name: 'Отозвать запрос' })).toBeTruthy();
  });

  it('of a draft that was left tells of no number, no checks and no decision that never were', async () => {
    const timeline = [
      { at: '2026-11-20T09:00:00Z', event: 'EXPIRE', state: 'EXPIRED', message: 'Срок истёк' },
    ] as const;
    const left = {
      state: 'EXPIRED',
      number: null,
      submittedAt: null,
      dueAt: null,
      canWithdraw: false,
    } as const;
    expect(await show({ ...left, timeline: [...timeline] })).toEqual(['Запрос не отправлен']);
    expect(document.body.textContent).not.toContain('№');
    expect(document.title).not.toContain('№');
    expect(screen.getByRole('link', { name: 'Подать новый запрос' })).toBeTruthy();
  });
});
