import type { Both } from '../../i18n/locale';

/** Words of sign-in through other services. */
export const texts = {
  providers: ['Вход через другие сервисы', 'Sign-in through other services'],
  link: ['Подключить', 'Link'],
  unlink: ['Отключить', 'Unlink'],
  linkedSince: ['подключён {date}', 'linked on {date}'],
  notLinked: ['не подключён', 'not linked'],
  confirmsIdentity: ['подтверждает личность', 'confirms your identity'],
  unlinkTitle: ['Отключить вход через {title}?', 'Unlink {title}?'],
  unlinkText: [
    'Войти можно будет паролем. Подключить снова — в любой момент.',
    'You can still sign in with your password, and link it again at any time.',
  ],
} satisfies Record<string, Both>;
