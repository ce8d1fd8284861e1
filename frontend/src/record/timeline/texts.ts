import type { Both } from '../../i18n/locale';

export const texts = {
  pageTitle: ['Записи по времени', 'Entries by time'],
  filter: ['Найти и отобрать', 'Find and narrow down'],
  search: ['Найти по словам', 'Find by words'],
  searchHint: ['Врач, клиника, название', 'Doctor, clinic, title'],
  sections: ['Какие разделы', 'Which sections'],
  nothing: ['Ничего не нашлось. Измените условия.', 'Nothing is found. Change what you look for.'],
} satisfies Record<string, Both>;
