import type { Both } from '../../../i18n/locale';

/** Words of the decision. */
export const texts = {
  takeText: [
    'Возьмите запрос: на 30 минут он ваш, и откроется фото.',
    'Take the request: it is yours for 30 minutes, and the photo opens.',
  ],
  takenBy: ['С запросом работает: {who}.', 'Being worked on by {who}.'],
  another: ['другой сотрудник', 'another officer'],
  held: ['Запрос у вас до {time}', 'Yours until {time}'],
  obstacles: ['Пока нельзя одобрить:', 'It cannot be approved yet:'],
  obstacle: ['Есть препятствие.', 'Something is in the way.'],
  approveTitle: ['Одобрить запрос?', 'Approve the request?'],
  approveText: [
    'Доступ откроется сразу, заявитель получит уведомление.',
    'The access opens at once, and the applicant is told.',
  ],
  rejectTitle: ['Отклонить запрос?', 'Reject the request?'],
  reason: ['Причина', 'Reason'],
  text: ['Пояснение заявителю', 'Explanation for the applicant'],
  askAgain: ['Спросить ведомства снова', 'Ask the registries again'],
  release: ['Вернуть в очередь', 'Give it back'],
  decided: ['Готово:', 'Done:'],
  next: ['Следующий: № {number}', 'Next: No. {number}'],
} satisfies Record<string, Both>;
