import type { Both } from '../../../i18n/locale';

export const texts = {
  noRecord: ['Выберите, чья карта нужна', 'Choose whose record you need'],
  noneToAsk: [
    'Сейчас нет карты, доступ к которой можно попросить. Почему — сказано ниже.',
    'There is no record to ask for now. The reasons are below.',
  ],
  cannot: ['Кого нет в списке', 'Who is not in the list'],
  whyOpen: ['Уже открыта вам: запрос не нужен.', 'Open to you already: no request is needed.'],
  whyAdult: ['Исполнилось 18 лет: карту открывает только он сам.', 'Is 18: opens the record alone.'],
  whyUnverified: [
    'Родство ещё не подтверждено. Посмотрите, что осталось сделать.',
    'The link is not verified yet. See what is left to do.',
  ],
  noChild: ['Не видите ребёнка?', 'A child is missing?'],
  addChild: ['Добавьте его в «Мою семью»', 'Add it to My family'],
} satisfies Record<string, Both>;
