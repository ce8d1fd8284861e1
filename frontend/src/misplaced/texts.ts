import type { Both } from '../i18n/locale';

/** Words of an entry in the wrong person's record. */
export const texts = {
  back: ['В карту', 'To the record'],
  misplaced: ['Запись не этого пациента', 'This entry is another patient’s'],
  lead: [
    'Регистратура перенесёт запись в карту того, к кому она относится: решают два сотрудника, содержания они не видят.',
    'The registry moves the entry to the record of the one whom it is about: two officers decide, and see nothing of it.',
  ],
  whose: ['Чья это запись', 'Whose entry it is'],
  how: ['Как она попала в эту карту', 'How it came into this record'],
  textHint: [
    'Как заметили ошибку; без диагнозов и другого содержания записи',
    'How the mistake was noticed; no diagnoses and nothing else of the entry',
  ],
  send: ['Попросить перенести', 'Ask to move it'],
  sent: [
    'Запрос отправлен. Пока его не рассмотрели, запись остаётся в этой карте.',
    'The request is sent. Until it is decided the entry stays in this record.',
  ],
  own: ['Ваши запросы', 'Your requests'],
} satisfies Record<string, Both>;
