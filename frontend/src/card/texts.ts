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
  submit: ['Открыть карту', 'Open the record'],
} satisfies Record<string, Both>;
