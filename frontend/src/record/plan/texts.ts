import type { Both } from '../../i18n/locale';

export const texts = {
  todo: ['Что сделать', 'What to do'],
  todoWhere: [
    'Запишитесь в прививочный кабинет поликлиники.',
    'Book a visit to the vaccination room of the clinic.',
  ],
  byAge: ['Календарь по возрасту', 'The schedule by age'],
  given: ['Сделанные прививки', 'Vaccinations given'],
  allGiven: ['Все записи', 'All entries'],
  noneGiven: ['Записей о прививках нет', 'There are no entries of vaccinations'],
  birth: ['При рождении', 'At birth'],
  noDate: ['Без срока', 'Without a date'],
  what: ['Прививка', 'Vaccination'],
  when: ['Срок', 'Due'],
  status: ['Состояние', 'Status'],
  due: ['срок {date}', 'due {date}'],
  done: ['сделана {date}', 'given {date}'],
  riskGroup: ['для групп риска', 'for risk groups'],
  none: ['Календарь прививок для этого возраста пуст.', 'The schedule is empty for this age.'],
  law: [
    'Сроки — по национальному календарю прививок. Что подходит именно вам, решает врач.',
    'The dates are those of the national schedule. What suits you is for the doctor to decide.',
  ],
} satisfies Record<string, Both>;
