import type { Both } from '../i18n/locale';

export const texts = {
  count: [
    '{n, plural, one {# новое} few {# новых} many {# новых} other {# новых}}',
    '{n, plural, one {# new} other {# new}}',
  ],
} satisfies Record<string, Both>;
