import type { RequestEvent } from '../../gen/graphql';
import type { Both } from '../../i18n/locale';

export const EVENTS: Partial<Record<RequestEvent, Both>> = {
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
};
