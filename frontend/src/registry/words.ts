import type { AccessRequestState, RequestPurpose } from '../gen/graphql';
import type { Both } from '../i18n/locale';

export const PURPOSES: Record<RequestPurpose, Both> = {
  GRANT: ['получить доступ', 'get access'],
  CHANGE: ['изменить доступ', 'change access'],
  CANCEL: ['отменить доступ', 'end access'],
};
export const STATES: Partial<Record<AccessRequestState, Both>> = {
  SUBMITTED: ['подан', 'submitted'],
  CHECKING: ['проверяется', 'being checked'],
  WAITING_EXTERNAL: ['ждёт ведомства', 'waits for a registry'],
  MANUAL_REVIEW: ['ждёт решения', 'waits for a decision'],
  GRANTED: ['доступ открыт', 'access given'],
  CHANGED: ['доступ изменён', 'access changed'],
  REJECTED: ['отклонён', 'rejected'],
};
