import type { Both } from '../../i18n/locale';

/** Words of what is kept, and of its end. */
export const texts = {
  data: ['Ваши данные', 'Your data'],
  dataLead: [
    'По закону 152-ФЗ вы вправе знать, что и зачем мы храним.',
    'By law 152-FZ you may know what we keep and why.',
  ],
  purposes: ['Зачем', 'What for'],
  grounds: ['На каком основании', 'On what ground'],
  recipients: ['Кто получает', 'Who gets them'],
  terms: ['Сколько хранятся', 'For how long'],
  how: ['Как мы работаем с данными', 'How we work with data'],
  show: ['Показать, что хранится', 'Show what is kept'],
  askWritten: ['Запросить письменный ответ', 'Ask for a written answer'],
  asked: [
    'Запрос принят. Ответ придёт до {date}, он появится здесь.',
    'The request is taken. The answer comes by {date} and appears here.',
  ],
  closing: ['Закрыть учётную запись', 'Close the account'],
  closingLead: [
    'Медицинская карта останется в сохранности: её ведут медицинские организации.',
    'The medical record stays whole: medical organizations keep it.',
  ],
  closingTitle: ['Закрыть учётную запись навсегда?', 'Close the account for good?'],
  closingText: [
    'Доступы, запросы и входы сразу закончатся, логин освободится. Вернуть учётную запись нельзя, можно только зарегистрироваться заново.',
    'Accesses, requests and sessions end at once, and the login is free. It cannot be taken back; you may only register anew.',
  ],
  close: ['Закрыть навсегда', 'Close for good'],
} satisfies Record<string, Both>;
