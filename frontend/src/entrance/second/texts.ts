import type { Both } from '../../i18n/locale';

/** Words of the second step of a sign-in. */
export const texts = {
  factorTitle: ['Второй шаг входа', 'Second step of the sign-in'],
  factorLead: [
    'Пароля мало: так чужой не войдёт, даже зная его.',
    'A password is not enough: nobody else gets in, even knowing it.',
  ],
  appCode: ['Код из приложения', 'Code from the application'],
  appHint: [
    'Шесть цифр, которые сейчас показывает приложение',
    'The six digits that the application shows now',
  ],
  appOrSms: ['Код из приложения или СМС', 'Code from the application or the SMS'],
  smsCode: ['Код из СМС', 'Code from the SMS'],
  sendTo: ['Прислать код на {phone}', 'Send a code to {phone}'],
  passkey: ['Войти с ключом доступа', 'Sign in with the passkey'],
  signIn: ['Войти', 'Sign in'],
  noPasskey: [
    'Ключ доступа не ответил. Попробуйте ещё раз или выберите другой способ.',
    'The passkey did not answer. Try again or choose another way.',
  ],
  expired: [
    'Вход не завершён вовремя или начат в другом браузере. Начните его заново.',
    'The sign-in was not finished in time, or began in another browser. Begin it again.',
  ],
  again: ['Начать вход заново', 'Begin the sign-in again'],
} satisfies Record<string, Both>;
