import type { Both } from '../../i18n/locale';

export const texts = {
  title: ['Дневник на графиках', 'The diary in pictures'],
  pageTitle: ['Дневник', 'Diary'],
  newest: [
    'Последние {n}: старые записи — в общем списке.',
    'The newest {n}: older entries are in the list.',
  ],
  table: ['Те же числа таблицей', 'The same figures as a table'],
  summary: [
    '{name}, с {from} по {to}. Последнее значение: {value}.',
    '{name}, from {from} to {to}. The newest value: {value}.',
  ],
} satisfies Record<string, Both>;
