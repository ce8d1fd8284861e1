import type { Both } from '../../i18n/locale';

/** Words of the registrar's queue. */
export const texts = {
  queueLead: ['Сверху — у кого срок раньше.', 'The earliest term comes first.'],
  waiting: ['Ждут решения', 'To decide'],
  overdue: ['Просрочены', 'Overdue'],
  checking: ['Проверяются', 'Being checked'],
  registrySilent: ['Ждут ведомства', 'Waiting for a registry'],
  overdueCount: [
    '{n, plural, one {Просрочен # запрос} few {Просрочены # запроса} many {Просрочено # запросов} other {Просрочено # запроса}}',
    '{n, plural, one {# request is overdue} other {# requests are overdue}}',
  ],
  queueEmpty: ['Здесь пусто: решать нечего.', 'Nothing here: nothing to decide.'],
  request: ['Запрос', 'Request'],
  withYou: ['у вас', 'with you'],
  nobody: ['свободен', 'free'],
  keyDown: ['ниже', 'down'],
  keyUp: ['выше', 'up'],
  keyOpen: ['открыть', 'open'],
} satisfies Record<string, Both>;
