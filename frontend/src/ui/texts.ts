import type { Both } from '../i18n/locale';

/** Words of the controls that HTML lacks. */
export const texts = {
  print: ['Распечатать', 'Print'],
  choose: ['Выберите', 'Choose'],
  day: ['День', 'Day'],
  month: ['Месяц', 'Month'],
  year: ['Год', 'Year'],
  dateHint: ['Например, 5 3 2015', 'For example, 5 3 2015'],
  keep: ['Не надо', 'No, go back'],
  done: ['(сделано)', '(done)'],
  now: ['(сейчас)', '(now)'],
  ahead: ['(впереди)', '(to come)'],
  stopped: ['(остановлено)', '(stopped)'],
  again: [
    'Вы снова вошли, и всё введённое на месте. Отправьте ещё раз.',
    'You are in again, and all you typed is here. Send it once more.',
  ],
  notDownloaded: ['Файл не скачался.', 'The file was not downloaded.'],
} satisfies Record<string, Both>;
