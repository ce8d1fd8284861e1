import type { RequestEvent } from '../../gen/graphql';
import type { Both } from '../../i18n/locale';

export const EVENTS: Record<RequestEvent, Both> = {
  CONFIRM_PHONE: ['телефон подтверждён', 'phone confirmed'],
  SUBMIT: ['подан', 'submitted'],
  START_CHECKS: ['начались проверки', 'checks began'],
  REGISTRY_OUT: ['ведомство не отвечает', 'a registry is silent'],
  REGISTRY_BACK: ['ведомство снова отвечает', 'the registry is back'],
  CHECK_FAILED: ['отклонён по ответу ведомства', 'rejected by a registry’s answer'],
  CHECKS_PASSED: ['проверки пройдены', 'checks passed'],
  TAKE: ['взят в работу', 'taken'],
  RELEASE: ['возвращён в очередь', 'given back'],
  APPROVE: ['одобрен', 'approved'],
  REJECT: ['отклонён', 'rejected'],
  APPEAL: ['заявитель просит пересмотреть', 'the applicant appeals'],
  CARRY_OUT: ['исполнен', 'carried out'],
  WITHDRAW: ['отозван заявителем', 'withdrawn by the applicant'],
  CHANGE_ACCESS: ['доступ изменён', 'access changed'],
  CANCEL_ACCESS: ['доступ отменён', 'access ended by its holder'],
  EXPIRE: ['срок истёк', 'expired'],
};
