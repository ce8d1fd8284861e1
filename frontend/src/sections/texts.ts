import type { Both } from '../i18n/locale';

/** Words of the page of one entry. */
export const texts = {
  correct: ['Исправить протокол', 'Correct the examination'],
} satisfies Record<string, Both>;
