import type { Both } from '../../../i18n/locale';

export const texts = {
  appeal: ['Не согласны с решением?', 'Do you disagree?'],
  appealLabel: ['Что не так с решением', 'What is wrong with the decision'],
  appealHint: [
    'От 20 до 2000 знаков. Запрос посмотрят ещё раз.',
    '20 to 2000 characters. The request will be looked at again.',
  ],
  appealSend: ['Попросить пересмотреть', 'Ask for another look'],
} satisfies Record<string, Both>;
