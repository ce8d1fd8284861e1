import type { Both } from '../../../i18n/locale';

/** Words of the form of the diary. Names of measures, limits and refusals come from the server. */
export const texts = {
  heading: ['Запись в дневник', 'A line of the diary'],
  measure: ['Что измерили', 'What you measured'],
  unit: ['Единица', 'Unit'],
  context: ['Обстоятельства', 'Context'],
  noContext: ['не важно', 'does not matter'],
  more: ['Время, прибор, заметка', 'Time, device, note'],
  when: ['Когда', 'When'],
  nowHint: ['По Москве. Пусто — значит сейчас.', 'Moscow time. Empty means now.'],
  moscow: ['По Москве', 'Moscow time'],
  device: ['Значение показал прибор', 'A device showed it'],
  note: ['Заметка', 'Note'],
  optional: ['Можно не заполнять', 'May be left empty'],
  noFigure: ['Введите число, например 36,6', 'Type a number, such as 36.6'],
  save: ['Сохранить', 'Save'],
  saved: ['Записано. {what}:', 'Saved. {what}:'],
  pictures: ['Посмотреть на графиках', 'See it in pictures'],
} satisfies Record<string, Both>;
