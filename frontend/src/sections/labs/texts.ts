import type { Both } from '../../i18n/locale';

export const texts = {
  analytes: ['Показатели', 'Results'],
  panels: ['Исследования', 'Reports'],
  view: ['Как показать', 'What to show'],
  search: ['Найти показатель', 'Find a result'],
  searchHint: ['Например, гемоглобин', 'For example, haemoglobin'],
  all: ['Все', 'All'],
  out: ['Вне нормы: {n}', 'Out of norm: {n}'],
  filter: ['Какие показатели', 'Which results'],
  foundNone: [
    'Такого показателя нет. Попробуйте другое слово.',
    'There is no such result. Try another word.',
  ],
  allGood: ['Последние результаты все в норме.', 'All the newest results are normal.'],
  none: ['Анализов пока нет', 'There are no laboratory results yet'],
  times: [
    '{n, plural, one {измерен # раз} few {измерен # раза} many {измерен # раз} other {измерен # раза}}',
    '{n, plural, one {measured once} other {measured # times}}',
  ],
  range: ['норма {norm}', 'norm {norm}'],
} satisfies Record<string, Both>;
