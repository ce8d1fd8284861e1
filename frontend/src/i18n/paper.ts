import type {
  ExtractDecline,
  ExtractPurpose,
  ExtractState,
  PaperEvent,
  PaperKeepingDecline,
  PaperKeepingState,
} from '../gen/graphql';
import type { Both, Locale } from './locale';

/** PAP-02: what an extract is for. */
export const PURPOSES: Record<ExtractPurpose, Both> = {
  RESEARCH_INSTITUTE: ['Направление в институт (НИИ)', 'Referral to a research institute'],
  OTHER_CLINIC: ['Лечение в другой клинике', 'Treatment at another clinic'],
  WORK_OR_STUDY: ['Работа, учёба, детский сад', 'Work, studies, kindergarten'],
  AUTHORITY: ['Ведомство или суд', 'An authority or a court'],
  OWN_USE: ['Для себя', 'For myself'],
};
export const STATES: Record<ExtractState, Both> = {
  ORDERED: ['Заказана', 'Ordered'],
  IN_WORK: ['Готовится', 'Being prepared'],
  READY: ['Готова', 'Ready'],
  HANDED_OUT: ['Выдана', 'Handed out'],
  DECLINED: ['Отказ', 'Declined'],
  WITHDRAWN: ['Отозвана', 'Withdrawn'],
  EXPIRED: ['Не забрали', 'Not fetched'],
};
export const REASONS: Record<ExtractDecline | PaperKeepingDecline, Both> = {
  NO_RECORDS_HERE: ['Таких записей у клиники нет', 'The clinic has no such entries'],
  NOT_CLEAR: ['Непонятно, что нужно', 'It is not clear what is needed'],
  NOT_ENTITLED: ['Нет права на выписку', 'Not entitled'],
  NOT_OUR_PATIENT: ['Не пациент этой клиники', 'Not a patient of this clinic'],
  KEPT_ALREADY: ['Карту и так ведут на бумаге', 'Kept on paper anyway'],
  OTHER: ['Другая причина', 'Another reason'],
};
/** PAP-01, in the words of who waits. */
export const KEEPING: Record<PaperKeepingState, Both> = {
  SUBMITTED: ['Ждёт ответа', 'Waits for an answer'],
  ACCEPTED: ['Принято', 'Accepted'],
  DECLINED: ['Отказ', 'Declined'],
  WITHDRAWN: ['Отозвано', 'Withdrawn'],
};
export const EVENTS: Record<PaperEvent, Both> = {
  ORDERED: ['Заказано', 'Ordered'],
  TAKEN: ['Клиника начала готовить', 'The clinic has begun'],
  MADE: ['Готово', 'Ready'],
  HANDED_OUT: ['Выдано', 'Handed out'],
  EXPIRED: ['Не забрали в срок', 'Not fetched in time'],
  SUBMITTED: ['Заявление подано', 'Application submitted'],
  ACCEPTED: ['Клиника приняла заявление', 'The clinic accepted it'],
  DECLINED: ['Клиника отказала', 'The clinic declined'],
  WITHDRAWN: ['Отозвано', 'Withdrawn'],
};

interface Covered {
  readonly coversFrom?: string | null;
  readonly coversUntil?: string | null;
}
/** «1 мая 2026 – …»: the days that an extract covers; undefined for all of them. */
export const periodOf = ({ coversFrom, coversUntil }: Covered, date: Locale['date']) =>
  coversFrom || coversUntil
    ? [coversFrom, coversUntil].map((day) => (day ? date(day) : '…')).join(' – ')
    : undefined;
