import type { Both } from '../i18n/locale';

/** Words of codes and passwords, for every page that asks for them. */
export const texts = {
  codeSentTo: ['Код отправлен на {phone}.', 'The code was sent to {phone}.'],
  codeSent: ['Код отправлен.', 'The code was sent.'],
  codeExpires: ['Он действует до {time}.', 'It works until {time}.'],
  codeExpired: ['Срок кода вышел. Получите новый.', 'The code has expired. Get a new one.'],
  codeLabel: ['Код из сообщения', 'Code from the message'],
  codeHint: ['Шесть цифр', 'Six digits'],
  codeWrongShape: ['Введите шесть цифр кода', 'Enter the six digits of the code'],
  codeAgain: ['Прислать ещё раз', 'Send again'],
  codeAgainIn: [
    'Прислать ещё раз можно через {seconds, plural, one {# секунду} few {# секунды} many {# секунд} other {# секунды}}',
    'You can ask again in {seconds, plural, one {# second} other {# seconds}}',
  ],
  newPassword: ['Новый пароль', 'New password'],
  passwordRules: [
    'Не короче 8 знаков. Лучше всего — фраза из нескольких слов. Не подойдут логин и то, что подбирают первым.',
    'At least 8 characters; a phrase of several words is best. Not your login, and nothing that is guessed first.',
  ],
  passwordShort: ['В пароле меньше 8 знаков', 'The password is shorter than 8 characters'],
  showPassword: ['Показать пароль', 'Show the password'],
  hidePassword: ['Скрыть пароль', 'Hide the password'],
} satisfies Record<string, Both>;
