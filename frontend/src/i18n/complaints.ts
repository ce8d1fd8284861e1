import type { ComplaintEvent, ComplaintKind, ComplaintReason, ComplaintState } from '../gen/graphql';
import type { Both } from './locale';

/** CMP-01: what is wrong. */
export const KINDS: Record<ComplaintKind, Both> = {
  SERVICE_NOT_RENDERED: ['Услуги не было', 'The service was not rendered'],
  WRONG_DIAGNOSIS: ['Неверный диагноз', 'Wrong diagnosis'],
  EXTRA_DATA: ['Лишние данные', 'Data that should not be there'],
  WRONG_DATE: ['Неверная дата', 'Wrong date'],
  WRONG_COST: ['Неверная стоимость', 'Wrong cost'],
  OTHER: ['Другая ошибка', 'Another mistake'],
};
/** CMP-03, in the words of who waits. */
export const STATES: Record<ComplaintState, Both> = {
  RECEIVED: ['Получена', 'Received'],
  CLINIC_REQUESTED: ['Ждём клинику', 'With the clinic'],
  EXPERTISE: ['Экспертиза', 'Being examined'],
  DECIDED: ['Решена', 'Decided'],
  WITHDRAWN: ['Отозвана', 'Withdrawn'],
};
export const REASONS: Record<ComplaintReason, Both> = {
  NOT_RENDERED: ['Услуга не оказана', 'The service was not rendered'],
  DATA_WRONG: ['Данные неверны', 'The data are wrong'],
  DATA_RIGHT: ['Данные верны', 'The data are right'],
  NOT_PROVEN: ['Ошибка не подтвердилась', 'The mistake was not proven'],
};
export const EVENTS: Record<ComplaintEvent, Both> = {
  FILED: ['Жалоба подана', 'Complaint filed'],
  CLINIC_ASKED: ['Страховая запросила клинику', 'The insurer asked the clinic'],
  CLINIC_AGREED: ['Клиника согласилась', 'The clinic agreed'],
  CLINIC_OBJECTED: ['Клиника возразила', 'The clinic objected'],
  CLINIC_SILENT: ['Клиника не ответила в срок', 'The clinic did not answer in time'],
  UPHELD: ['Признана обоснованной', 'Upheld'],
  REJECTED: ['Отклонена', 'Rejected'],
  CORRECTED: ['Запись исправлена', 'Entry corrected'],
  WITHDRAWN: ['Отозвана', 'Withdrawn'],
};
