import type { Both } from '../i18n/locale';

/** Words that several pages of access share. What the server says, it says itself. */
export const texts = {
  end: ['Завершить доступ', 'End the access'],
  requestOf: ['Доступ к карте', 'Access to a record'],
  changeOf: ['Изменение доступа к карте', 'Change of access to a record'],
  endOf: ['Завершение доступа к карте', 'End of access to a record'],
  numbered: ['Запрос № {number}', 'Request No. {number}'],
  sentOn: ['отправлен {date}', 'sent on {date}'],
  edit: ['Изменить', 'Change'],
  dropDraft: ['Удалить черновик', 'Delete the draft'],
  dropDraftTitle: ['Удалить черновик?', 'Delete the draft?'],
  dropDraftText: ['Ответы и фото пропадут.', 'Answers and photo will be gone.'],
  withdraw: ['Отозвать запрос', 'Withdraw the request'],
  withdrawTitle: ['Отозвать запрос?', 'Withdraw the request?'],
  withdrawText: [
    'Решения по нему не будет. Новый можно подать в любой день.',
    'It will not be decided. You may file another any day.',
  ],
  answerBy: ['Ответим не позже {date}.', 'You will have an answer by {date}.'],
  toRecord: ['Перейти к медкарте', 'Go to the record'],
  next: ['Дальше', 'Continue'],
} satisfies Record<string, Both>;
