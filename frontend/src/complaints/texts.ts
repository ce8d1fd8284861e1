import type { Both } from '../i18n/locale';

/** Words of a record's complaints. */
export const texts = {
  title: ['Жалобы', 'Complaints'],
  lead: [
    'Что вы просили проверить страховую компанию и чем это кончилось.',
    'What you asked the insurer to check, and how it ended.',
  ],
  empty: ['Жалоб нет.', 'No complaints.'],
  emptyText: [
    'Увидели в записи ошибку или услугу, которой не было? Откройте эту запись и нажмите «Сообщить об ошибке».',
    'Do you see a mistake, or a service that never was? Open that entry and press “Report an error”.',
  ],
  numbered: ['№\u00a0{number}', 'No.\u00a0{number}'],
  about: ['запись от {date}', 'entry of {date}'],
  way: ['Как идёт жалоба', 'How it goes'],
  filed: ['Жалоба подана', 'Complaint filed'],
  clinic: ['Клиника объясняет', 'The clinic explains'],
  expertise: ['Страховая проверяет', 'The insurer examines'],
  decision: ['Решение', 'Decision'],
  correction: ['Клиника исправляет', 'The clinic corrects'],
  stopped: ['Жалоба отозвана', 'Complaint withdrawn'],
  by: ['до {date}', 'by {date}'],
  yourWords: ['Что написано в жалобе', 'What the complaint says'],
  notYours: ['Эту жалобу подали не вы.', 'Somebody else made this complaint.'],
  insurer: ['Страховая компания', 'Insurer'],
  clinicName: ['Клиника', 'Clinic'],
  entry: ['Открыть запись', 'Open the entry'],
  disputed: ['Какой она была', 'As it was'],
  gone: ['Клиника убрала запись из карты.', 'The clinic has taken the entry out of the record.'],
  corrected: [
    'Клиника исправила запись. Прежняя версия сохранена.',
    'The clinic has corrected the entry. The earlier version is kept.',
  ],
  answer: ['Ответ клиники', 'The clinic’s answer'],
  agrees: ['Клиника согласна с жалобой.', 'The clinic agrees with the complaint.'],
  objects: ['Клиника не согласна.', 'The clinic objects.'],
  upheld: [
    'Жалоба обоснованна: клиника должна исправить запись.',
    'Upheld: the clinic has to correct the entry.',
  ],
  rejected: ['Жалоба отклонена.', 'Rejected.'],
  shown: ['Что показано страховой и клинике', 'What the insurer and the clinic were shown'],
  shownNothing: [
    'Из карты — ничего, только ваш текст, день и клиника.',
    'Nothing of the record: only your text, the day and the clinic.',
  ],
  shownFields: [
    '{n, plural, one {# сведение из записи} few {# сведения из записи} many {# сведений из записи} other {# сведения из записи}}',
    '{n, plural, one {# field of the entry} other {# fields of the entry}}',
  ],
  withdraw: ['Отозвать жалобу', 'Withdraw the complaint'],
  withdrawTitle: ['Отозвать жалобу?', 'Withdraw the complaint?'],
  withdrawText: [
    'Проверка остановится. О той же записи можно будет подать новую жалобу.',
    'The check stops. You may complain about the same entry again.',
  ],
} satisfies Record<string, Both>;
