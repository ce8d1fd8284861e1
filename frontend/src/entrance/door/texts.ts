import type { Both } from '../../i18n/locale';

/** Words of the sign-in. */
export const texts = {
  title: ['Вход', 'Sign in'],
  lead: [
    'Медицинская карта: ваша и тех, кого вы представляете.',
    'Medical records: yours and those of the people you represent.',
  ],
  away: [
    'Вы долго ничего не делали, и мы закрыли вход, чтобы карту не увидел чужой. Войдите снова.',
    'You were away for long, so we signed you out to keep the record from others. Sign in again.',
  ],
  password: ['Пароль', 'Password'],
  submit: ['Войти', 'Sign in'],
  submitting: ['Входим…', 'Signing in…'],
  noLogin: ['Введите логин', 'Enter your login'],
  noPassword: ['Введите пароль', 'Enter your password'],
  forgot: ['Забыли пароль?', 'Forgot the password?'],
  lost: ['Нет доступа к телефону и почте?', 'No access to the phone and the mailbox?'],
  new: ['Впервые здесь?', 'New here?'],
  register: ['Зарегистрироваться', 'Register'],
  through: ['Войти через {title}', 'Sign in through {title}'],
} satisfies Record<string, Both>;
