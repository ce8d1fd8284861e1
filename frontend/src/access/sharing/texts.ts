import type { Both } from '../../i18n/locale';

/** Words of a teenager's sharing, and of what birthdays change. */
export const texts = {
  title: ['Что показать', 'What to show'],
  lead: [
    'Это видите только вы и врачи. Можно показать одному человеку и в любой день закрыть снова.',
    'Only you and doctors see this. You can show it to one person and close it again any day.',
  ],
  classes: ['Личные записи', 'Private entries'],
  classesHint: ['Отметьте, что открыть.', 'Mark what to open.'],
  diary: ['Дневник здоровья', 'The health diary'],
  diaryHint: ['Все записи дневника, и прежние тоже.', 'Every entry of the diary, earlier ones too.'],
  save: ['Сохранить', 'Save'],
  saved: ['Сохранено: {name} видит то, что отмечено.', 'Saved: {name} sees what is marked.'],
  nobody: ['Больше никто вашу карту не открывает: показывать некому.', 'Nobody else opens your record.'],
  who: ['Кто что видит', 'Who sees what'],
  eyes: ['Глазами представителя', 'As a representative sees it'],
  eyesLead: [
    'Ровно то, что этот человек увидел бы в вашей карте сейчас.',
    'Exactly what this person would see in your record now.',
  ],
  look: ['Посмотреть, что видно', 'See what is visible'],
  sections: ['Разделы', 'Sections'],
  count: [
    '{n, plural, one {# запись} few {# записи} many {# записей} other {# записи}}',
    '{n, plural, one {# entry} other {# entries}}',
  ],
  nothing: ['Записей не видно.', 'No entry is visible.'],
  newest: ['Записи, новые сверху', 'Entries, the newest first'],
  plans: ['Что изменится в дни рождения', 'What birthdays will change'],
  plansLead: [
    'Доступ меняется сам, в полночь по Москве. Ничего подавать не нужно.',
    'Access changes by itself at midnight in Moscow. Nothing has to be filed.',
  ],
  none: ['Ни один день рождения впереди ваш доступ не меняет.', 'No birthday ahead changes an access.'],
  on: [
    '{date}, {age, plural, one {# год} few {# года} many {# лет} other {# лет}}',
    '{date}, {age, plural, one {# year} other {# years}} old',
  ],
  ends: ['Доступ закончится.', 'The access ends.'],
  private: ['Часть карты станет личной:', 'Part of the record becomes private:'],
  same: ['Всё остаётся как было.', 'All stays as it was.'],
  adult: [
    'Карта остаётся вашей, доступ законных представителей закончится.',
    'The record stays yours; legal representatives lose access.',
  ],
  readsMine: ['видит вашу карту', 'sees your record'],
} satisfies Record<string, Both>;
