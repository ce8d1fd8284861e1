import type { Both } from '../i18n/locale';

/** Words of the way into a record. */
export const texts = {
  title: ['Код для входа в карту', 'Code to enter the record'],
  lead: [
    'Карта открывается по коду из СМС — каждый раз новому. Так её не откроет чужой, даже зная ваш пароль.',
    'The record opens with a code from a text message, a new one each time. Nobody else can open it, even with your password.',
  ],
  idle: [
    'Карта закрылась сама: вы ей давно не пользовались. Чтобы продолжить, получите новый код.',
    'The record has closed itself: you had not used it for a while. Get a new code to go on.',
  ],
  get: ['Получить код', 'Get a code'],
  sentTo: ['Код отправлен на {phone}.', 'The code was sent to {phone}.'],
  sent: ['Код отправлен.', 'The code was sent.'],
  expires: ['Он действует до {time}.', 'It works until {time}.'],
  expired: ['Срок кода вышел. Получите новый.', 'The code has expired. Get a new one.'],
  label: ['Код из СМС', 'Code from the message'],
  hint: ['Шесть цифр', 'Six digits'],
  wrongShape: ['Введите шесть цифр кода', 'Enter the six digits of the code'],
  submit: ['Открыть карту', 'Open the record'],
  again: ['Прислать ещё раз', 'Send again'],
  againIn: [
    'Прислать ещё раз можно через {seconds, plural, one {# секунду} few {# секунды} many {# секунд} other {# секунды}}',
    'You can ask again in {seconds, plural, one {# second} other {# seconds}}',
  ],
} satisfies Record<string, Both>;
