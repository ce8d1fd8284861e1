import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { isEnumType } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NoticeLineFragment, NotificationKind } from '../src/gen/graphql';
import { LocaleProvider } from '../src/i18n/locale';
import { Line } from '../src/notifications/Line';
import { targetOf } from '../src/notifications/target';
import { paths } from '../src/paths';
import { schema } from './schema';

afterEach(cleanup);

const type = schema.getType('NotificationKind');
const KINDS = (isEnumType(type) ? type.getValues() : []).map(({ name }) => name as NotificationKind);
const notice = (kind: NotificationKind, part: Partial<NoticeLineFragment> = {}): NoticeLineFragment => ({
  id: 'n',
  kind,
  title: 'Новый вход',
  text: 'В вашу учётную запись вошли.',
  createdAt: '2026-11-26T09:00:00Z',
  readAt: null,
  requestId: null,
  requestNumber: null,
  familyClaimId: null,
  complaintId: null,
  patientId: null,
  displayName: null,
  ...part,
});

describe('where a notification leads', () => {
  it('is the very thing that it is about, where that is told', () => {
    for (const kind of KINDS) {
      expect(targetOf(notice(kind, { requestId: 'r' })), kind).toBe(paths.request('r'));
      expect(targetOf(notice(kind, { familyClaimId: 'c' })), kind).toBe(paths.familyClaim('c'));
      // «Отзовите её»: where links are.
      const ofRecord = { PAPER_MOVED: paths.paper('p'), LINK_OPENED: paths.share('p') }[kind as string];
      expect(targetOf(notice(kind, { patientId: 'p' })), kind).toBe(ofRecord ?? paths.record('p'));
      const complaint = notice(kind, { patientId: 'p', complaintId: 'z' });
      expect(targetOf(complaint), kind).toBe(paths.complaint('p', 'z'));
    }
  });

  it.each<[NotificationKind, string]>([
    // «Если это были не вы, завершите сеанс и смените пароль.»
    ['NEW_SIGN_IN', paths.settings()],
    ['PASSWORD_CHANGED', paths.settings()],
    ['PHONE_CHANGED', paths.settings()],
    ['EMAIL_CHANGED', paths.settings()],
    ['FACTOR_CHANGED', paths.settings()],
    // «Войдите и сообщите об этом»: the objection stands among the cases of the settings.
    ['RECOVERY_STARTED', paths.settings()],
    ['CASE_DECIDED', paths.settings()],
    // «Укажите его номер в профиле», «укажите СНИЛС и паспорт в профиле».
    ['POLICY_NEEDED', paths.profile()],
    ['IDENTITY_NEEDED', paths.profile()],
    // To the teenager: «Посмотрите, кто и что в ней видит.»
    ['TURNED_FIFTEEN', paths.accessWho()],
    // Of a record to which there is no standing any more, nothing is told but that it ended.
    ['ACCESS_ENDED', paths.access()],
    ['ACCESS_ENDING', paths.access()],
    ['FAMILY_MOVED', paths.family()],
  ])('of %s is where its advice can be followed', (kind, path) => {
    expect(targetOf(notice(kind))).toBe(path);
  });

  it('is nowhere only where there is nothing to do', () => {
    expect(KINDS.filter((kind) => !targetOf(notice(kind)))).toEqual([
      'ACCOUNT_CLOSED',
      'ACCOUNT_REOPENED',
      // The applicant's has its request; an officer's queue is in front of them.
      'REQUEST_MOVED',
      'REQUEST_OVERDUE',
      // Always of a record.
      'NEW_RESULT',
      // The patient's has its record; a security officer's queue is in front of them.
      'BREAK_GLASS',
      'APPOINTMENT',
      'PAPER_MOVED',
      'RECORD_CHANGED',
      'HIDING_LIFTED',
      'LINK_OPENED',
    ]);
  });

  it('never tells anything about health: ids and fixed words alone', () => {
    for (const kind of KINDS)
      for (const part of [{}, { patientId: 'p' }, { requestId: 'r' }])
        expect(
          targetOf(notice(kind, { ...part, displayName: 'Миша', title: 'ВИЧ', text: 'ВИЧ' })) ?? '',
        ).not.toMatch(/[^/a-z]/);
  });
});

describe('one notification', () => {
  const show = async (part: Partial<NoticeLineFragment>, unread: boolean) => {
    const onRead = vi.fn();
    render(
      <LocaleProvider>
        <ul>
          <Line notice={notice('NEW_SIGN_IN', part)} unread={unread} onRead={onRead} />
        </ul>
      </LocaleProvider>,
    );
    await screen.findByText('Новый вход', { selector: 'b' });
    return onRead;
  };

  it('is read when it is followed, and when it is said to be', async () => {
    const onRead = await show({}, true);
    expect(screen.getByText('новое')).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Новый вход' }));
    expect(onRead).toHaveBeenCalledTimes(1);
    fireEvent.click(screen.getByRole('button', { name: /^Прочитано ?: Новый вход$/ }));
    expect(onRead).toHaveBeenCalledTimes(2);
  });

  it('is not read twice', async () => {
    const onRead = await show({ displayName: 'Миша', requestNumber: '17' }, false);
    expect(screen.queryByRole('button')).toBeNull();
    expect(document.body.textContent).toContain('Миша · № 17 · ');
    fireEvent.click(screen.getByRole('link'));
    expect(onRead).not.toHaveBeenCalled();
  });
});
