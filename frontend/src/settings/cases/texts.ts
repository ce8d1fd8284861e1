import type { Both } from '../../i18n/locale';

/** Words of the cases about the account. */
export const texts = {
  cases: ['Обращения', 'Requests about the account'],
  IDENTITY: ['Чья это учётная запись', 'Whose account it is'],
  RECOVERY: ['Восстановление доступа', 'Recovery of access'],
  PERSONAL_DATA: ['Запрос о персональных данных', 'Request about personal data'],
  OPEN: ['рассматриваем до {date}', 'under way, by {date}'],
  APPROVED: ['выполнено {date}', 'done on {date}'],
  REFUSED: ['отказано {date}', 'refused on {date}'],
  WITHDRAWN: ['отозвано', 'withdrawn'],
  withdraw: ['Отозвать', 'Withdraw'],
  recoveryWarning: [
    'Кто-то просит привязать к вашей учётной записи новый телефон. Если это не вы, сообщите нам: регистратор это увидит.',
    'Somebody asks to bind a new phone to your account. If it is not you, tell us: the registrar will see it.',
  ],
  object: ['Это не я', 'It is not me'],
  objectTitle: ['Сообщить, что это не вы?', 'Say that it is not you?'],
  objectText: [
    'Регистратор увидит ваше возражение до решения. Заодно смените пароль и завершите остальные входы.',
    'The registrar sees your objection before deciding. Change your password too, and end all other sessions.',
  ],
  objected: ['Вы сообщили, что это не вы.', 'You have said that it is not you.'],
} satisfies Record<string, Both>;
