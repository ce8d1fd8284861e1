import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Экстренные доступы', 'Emergency accesses'],
  lead: [
    'Проверьте каждый до конца следующего рабочего дня. Чья карта, здесь не видно: врача и время знает его организация.',
    'Review each before the end of the next working day. Whose record it was does not show: ask the doctor’s organization.',
  ],
  waiting: ['Ждут проверки', 'Waiting'],
  reviewed: ['Проверены', 'Reviewed'],
  none: ['Всё проверено.', 'Everything is reviewed.'],
  noneReviewed: ['Проверенных ещё нет.', 'Nothing was reviewed yet.'],
  due: ['до {at}', 'by {at}'],
  overdue: ['просрочено: {at}', 'overdue: {at}'],
  lasted: ['с {from} до {until}', 'from {from} to {until}'],
  own: ['Это ваш доступ: его проверит другой сотрудник.', 'This access is yours: somebody else reviews it.'],
  begin: ['Проверить', 'Review'],
  verdict: ['Что показала проверка', 'What the review found'],
  JUSTIFIED: ['Обоснован', 'Justified'],
  NOT_JUSTIFIED: ['Не обоснован', 'Not justified'],
  found: ['Что выяснили', 'What was found out'],
  foundHint: [
    'От 10 знаков. О необоснованном доступе узнает пациент.',
    'At least 10 characters. The patient is told of an access that was not justified.',
  ],
  choose: ['Выберите, обоснован ли доступ.', 'Choose whether the access was justified.'],
  short: [
    'Опишите, что выяснили: не меньше 10 знаков.',
    'Say what was found out, in at least 10 characters.',
  ],
  save: ['Сохранить', 'Save'],
  cancel: ['Не сейчас', 'Not now'],
} satisfies Record<string, Both>;
