import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Запись к врачу', 'Book an appointment'],
  coming: ['Вы записаны', 'Booked'],
  cancel: ['Отменить запись', 'Cancel'],
  cancelTitle: ['Отменить запись?', 'Cancel this appointment?'],
  cancelText: [
    'Время сразу станет свободным, и его сможет занять другой человек.',
    'The time becomes free at once, and somebody else may take it.',
  ],
  cancelled: ['Запись отменена.', 'The appointment is cancelled.'],
  done: ['Вы записаны. Накануне мы напомним.', 'You are booked. We remind you the day before.'],
  number: ['номер {number}', 'number {number}'],
  choose: ['Выберите врача и время', 'Choose a doctor and a time'],
  doctor: ['К кому', 'Whom to see'],
  any: ['{specialty} — {doctor}', '{specialty}, {doctor}'],
  time: ['Когда', 'When'],
  free: ['свободно: {n}', '{n} free'],
  firstDoctor: [
    'Сначала выберите врача: здесь появится свободное время.',
    'Choose a doctor first: the free times show here.',
  ],
  book: ['Записаться', 'Book'],
  needTime: ['Выберите время.', 'Choose a time.'],
  noTimes: [
    'Свободного времени на ближайшие дни нет. Загляните завтра утром или позвоните в регистратуру.',
    'There are no free times in the next days. Look again tomorrow morning, or call the front desk.',
  ],
  noClinic: [
    'Ваша поликлиника не указана. Прикрепиться можно в самой поликлинике — с паспортом и полисом.',
    'Your clinic is not known. Register at a clinic itself, with passport and policy.',
  ],
  notGiven: [
    'Эта поликлиника не открыла запись через портал. Позвоните в регистратуру.',
    'This clinic does not give its times to the portal. Please call its front desk.',
  ],
  unavailable: [
    'Расписание поликлиники временно не отвечает. Это не отказ: попробуйте через минуту.',
    'The clinic’s schedule does not answer for now. This is no refusal: try again in a minute.',
  ],
  again: ['Попробовать ещё раз', 'Try again'],
  phone: ['Телефон регистратуры', 'Front desk'],
} satisfies Record<string, Both>;
