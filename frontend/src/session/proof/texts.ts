import type { Both } from '../../i18n/locale';

/** Words of the step that proves again who one is. */
export const texts = {
  proofTitle: ['Подтвердите, что это вы', 'Confirm that it is you'],
  proofLead: [
    'Так мы защищаем вашу учётную запись. Введённое на странице сохранится.',
    'This protects your account. What you typed on the page is kept.',
  ],
  proofWay: ['Чем подтвердить', 'How to confirm'],
  byPassword: ['Пароль', 'Password'],
  byCode: ['Код', 'Code'],
  byPasskey: ['Ключ доступа', 'Passkey'],
  password: ['Ваш пароль', 'Your password'],
  noPassword: ['Введите пароль', 'Enter the password'],
  appCode: ['Код из приложения', 'Code from the application'],
  smsOrAppCode: ['Код из СМС или приложения', 'Code from the SMS or the application'],
  sendCode: ['Прислать код на {phone}', 'Send a code to {phone}'],
  usePasskey: ['Использовать ключ доступа', 'Use the passkey'],
  confirm: ['Подтвердить', 'Confirm'],
  noPasskey: [
    'Ключ доступа не ответил. Попробуйте ещё раз или выберите другой способ.',
    'The passkey did not answer. Try again or choose another way.',
  ],
} satisfies Record<string, Both>;
