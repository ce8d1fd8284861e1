import type { Both } from '../../i18n/locale';

/** Words of the way back for who has lost phone and mailbox. */
export const texts = {
  noLogin: ['Введите телефон или почту', 'Enter a phone or an e-mail address'],
  getCode: ['Получить код', 'Get a code'],
  lostTitle: ['Восстановление доступа', 'Getting back in'],
  lostLead: [
    'Для тех, у кого больше нет ни прежнего телефона, ни почты. Регистратор проверит, что учётная запись ваша, и привяжет к ней новый телефон.',
    'For those who have neither the earlier phone nor the mailbox any more. A registrar makes sure that the account is yours and binds a new phone to it.',
  ],
  lostPhone: ['Новый телефон', 'New phone'],
  lostPhoneHint: [
    'На него придёт код. Например, +7 900 000-00-01',
    'A code comes there. For example, +7 900 000-00-01',
  ],
  noPhone: ['Введите новый телефон', 'Enter the new phone'],
  otherPhone: ['Указать другой телефон', 'Use another phone'],
  lostLogin: ['Прежний логин: телефон или почта', 'The earlier login: a phone or an e-mail address'],
  snils: ['СНИЛС', 'SNILS'],
  snilsHint: ['11 цифр, например 112-233-445 95', '11 digits, for example 112-233-445 95'],
  noSnils: ['Введите СНИЛС', 'Enter the SNILS'],
  birthDate: ['Дата рождения', 'Date of birth'],
  wrongDate: ['Введите дату рождения: день, месяц и год', 'Enter the date of birth: day, month and year'],
  lostSend: ['Отправить заявление', 'Send the application'],
  lostDone: ['Заявление принято', 'The application is taken'],
  lostDoneLead: [
    'Если сведения сойдутся, регистратор рассмотрит заявление за пять рабочих дней и напишет на новый телефон. После этого задайте новый пароль.',
    'If the details agree, a registrar looks at it within five working days and writes to the new phone. Then set a new password.',
  ],
  lostFaster: [
    'Быстрее — прийти с паспортом в любой МФЦ.',
    'Coming to any MFC with your passport is quicker.',
  ],
} satisfies Record<string, Both>;
