import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Медкарта в регионах', 'Records by region'],
  lead: [
    'Единой карты на всю страну пока нет: каждый регион показывает её по-своему.',
    'There is no single record for the whole country yet: each region shows its own in its own way.',
  ],
  federal: ['На федеральном портале', 'On the federal portal'],
  regional: ['На портале региона', 'On the region’s own portal'],
  closed: ['Только на бумаге', 'On paper alone'],
  closedText: [
    'Карта ведётся, но открыть её нельзя. Попросите в поликлинике бумажную выписку.',
    'The record is kept, but cannot be opened. Ask the clinic for an extract on paper.',
  ],
  other: ['Вашего региона нет в списке?', 'Your region is not listed?'],
  otherText: [
    'Спросите в своей поликлинике: в некоторых регионах карту уже ведут, но ещё не открыли. Выписку на бумаге дадут везде.',
    'Ask your clinic: some regions keep the record and have not opened it yet. An extract on paper is given everywhere.',
  ],
} satisfies Record<string, Both>;
