import type { Both } from '../../i18n/locale';

/** The way back from every page before sign-in. */
export const texts = {
  toSignIn: ['Ко входу', 'To sign in'],
} satisfies Record<string, Both>;
