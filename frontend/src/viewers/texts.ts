import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Кто смотрел карту', 'Who looked at the record'],
  lead: [
    'Каждое открытие карты записывается: кто, когда, по какому праву и какие части.',
    'Every opening of the record is written down: who, when, by what right and which parts.',
  ],
  who: ['Кто', 'Who'],
  right: ['По какому праву', 'By what right'],
  parts: ['Что смотрели', 'What they looked at'],
  general: ['общие сведения', 'general information'],
  all: ['все разделы', 'all sections'],
  empty: ['Записей в журнале нет', 'The log is empty'],
  mistake: [
    'Увидели незнакомое имя? Спросите в клинике, указанной в записи.',
    'A name you do not know? Ask at the clinic named in the line.',
  ],
  search: ['поиск по документу, карта не открыта', 'search by a document, nothing opened'],
} satisfies Record<string, Both>;
