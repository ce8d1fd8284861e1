import type { Both } from '../../i18n/locale';

export const texts = {
  title: ['Направления', 'Referrals'],
  lead: ['К врачам, на анализы и исследования', 'To doctors, tests and studies'],
  none: ['Направлений нет.', 'There are no referrals.'],
  urgent: ['срочно', 'urgent'],
  completed: ['выполнено', 'completed'],
  revoked: ['отменено', 'revoked'],
  onHold: ['приостановлено', 'on hold'],
  correct: ['Исправить', 'Correct'],
  withdraw: ['Убрать', 'Take out'],
} satisfies Record<string, Both>;
