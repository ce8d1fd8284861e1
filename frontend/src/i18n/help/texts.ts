import type { Both } from '../locale';

/** Links to the pages that help. */
export const texts = {
  profile: ['Заполнить сведения о себе', 'Fill in my details'],
  request: ['Запросить доступ', 'Request access'],
  access: ['Открыть «Доступ»', 'Open Access'],
  family: ['Открыть «Мою семью»', 'Open My family'],
} satisfies Record<string, Both>;
