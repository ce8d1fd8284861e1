import type { Both } from '../i18n/locale';

/** Words before sign-in: registration, a new password, what an outside service refused. */
export const texts = {
  login: ['Телефон или почта', 'Phone or e-mail'],
  loginHint: [
    'Это будет ваш логин, например +7 900 000-00-01. Сюда придёт код.',
    'This will be your login, for example +7 900 000-00-01. A code comes there.',
  ],
  noLogin: ['Введите телефон или почту', 'Enter a phone or an e-mail address'],
  getCode: ['Получить код', 'Get a code'],
  otherLogin: ['Указать другой телефон или почту', 'Use another phone or e-mail'],
  upTitle: ['Регистрация', 'Registration'],
  upLead: [
    'Одна учётная запись — для своей карты и карт тех, кого вы представляете. Подросток может зарегистрироваться сам.',
    'One account, for your own record and for those whom you represent. A teenager may register alone.',
  ],
  upCodeLead: ['Введите код и придумайте пароль.', 'Enter the code and make up a password.'],
  upMail: [
    'Код не пришёл? Прочитайте сообщение: если учётная запись у вас уже есть, в нём сказано, что делать.',
    'No code in the message? If you have an account already, the message says what to do.',
  ],
  register: ['Зарегистрироваться', 'Register'],
  already: ['Уже есть учётная запись?', 'Have an account already?'],
  signIn: ['Войти', 'Sign in'],
  resetTitle: ['Новый пароль', 'A new password'],
  resetLead: [
    'Пришлём код на телефон или почту вашей учётной записи. С ним вы зададите новый пароль.',
    'We send a code to the phone or mailbox of your account. With it you set a new password.',
  ],
  anyLogin: ['Телефон, почта или логин', 'Phone, e-mail or login'],
  resetSent: [
    'Если такая учётная запись есть, код уже отправлен туда, куда она его ждёт. Он действует до {time}.',
    'If there is such an account, a code is on its way to where it expects one. It holds until {time}.',
  ],
  resetSave: ['Сохранить пароль', 'Save the password'],
  resetDone: ['Пароль изменён', 'The password is changed'],
  resetDoneLead: [
    'Все прежние входы завершены. Теперь войдите с новым паролем.',
    'All earlier sign-ins have ended. Now sign in with the new password.',
  ],
  noCode: ['Код не приходит?', 'No code comes?'],
  toRecovery: ['Восстановить доступ с паспортом', 'Get back in with your passport'],
  refusedTitle: ['Внешний вход не удался', 'The other service did not sign you in'],
  toSettings: ['К настройкам', 'To the settings'],
} satisfies Record<string, Both>;
