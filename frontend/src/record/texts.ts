import type { Both } from '../i18n/locale';

export const texts = {
  facts: ['Главное', 'Key facts'],
  allergies: ['Аллергии', 'Allergies'],
  conditions: ['Болезни и состояния', 'Conditions'],
  medications: ['Лекарства', 'Medicines'],
  blood: ['Группа крови', 'Blood group'],
  allSections: ['Все разделы', 'All sections'],
  noSections: ['В карте пока нет записей', 'The record has no entries yet'],
  entriesWord: [
    '{n, plural, one {запись} few {записи} many {записей} other {записи}}',
    '{n, plural, one {entry} other {entries}}',
  ],
  last: ['последняя {date}', 'last on {date}'],
  wholePlan: ['Весь календарь', 'Whole schedule'],
  planDone: ['Сделано {done} из {total}.', '{done} of {total} done.'],
  planNext: ['Ближайшая: {what}, {date}.', 'Next: {what}, {date}.'],
  planLate: [
    '{n, plural, one {# прививка просрочена} few {# прививки просрочены} many {# прививок просрочено} other {# прививки просрочено}}',
    '{n, plural, one {# vaccination is late} other {# vaccinations are late}}',
  ],
  planAll: ['По возрасту всё сделано.', 'Everything due by this age is done.'],
  planNone: ['Календарь прививок для этого возраста пуст.', 'The schedule has nothing for this age.'],
  planDue: ['срок {date}', 'due {date}'],
  planRiskGroup: ['для групп риска', 'for risk groups'],
  attention: ['Требует внимания', 'Needs attention'],
  calm: ['Сейчас ничего срочного', 'Nothing urgent now'],
  events: ['Последние события', 'Latest events'],
  norm: ['{value} при норме {norm}', '{value}, norm {norm}'],
  viewers: ['Кто смотрел карту', 'Who looked at the record'],
  allViewers: ['Весь журнал', 'The whole log'],
  noViewers: ['Карту ещё никто не смотрел', 'Nobody has looked at the record yet'],
  more: [
    '{n, plural, one {и ещё #} few {и ещё #} many {и ещё #} other {и ещё #}}',
    '{n, plural, one {and # more} other {and # more}}',
  ],
  parentSays: ['со слов родителей', 'as the parents say'],
} satisfies Record<string, Both>;
