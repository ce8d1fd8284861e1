import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Мои карты', 'My records'],
  titleStaff: ['Карты пациентов', "Patients' records"],
  closed: ['Пока закрыты для вас', 'Closed to you for now'],
  askWhy: [
    'Узнать, почему закрыта: понадобится код из СМС',
    'See why it is closed: a code by SMS will be needed',
  ],
  check: ['Проверить, есть ли карта', 'Check whether a record exists'],
  code: ['Понадобится код из СМС', 'You will need a code from a text message'],
  empty: ['Сейчас вам не открыта ни одна карта', 'No record is open to you now'],
  emptyStaff: [
    'Карты пациентов открываются здесь, пока идёт приём и ещё трое суток после него.',
    "Patients' records open here during a visit and for 72 hours after it.",
  ],
} satisfies Record<string, Both>;
