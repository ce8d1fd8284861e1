import type { Both } from '../../i18n/locale';
import type { Fact } from '../../ui/Facts';

/** Status, intent and priority codes of FHIR R4 requests and events; a clinic's own word stands as it is. */
const WORDS: Readonly<Record<string, Both>> = {
  draft: ['черновик', 'draft'],
  active: ['действует', 'active'],
  'on-hold': ['приостановлено', 'on hold'],
  revoked: ['отменено', 'revoked'],
  completed: ['выполнено', 'completed'],
  'entered-in-error': ['внесено по ошибке', 'entered in error'],
  unknown: ['неизвестно', 'unknown'],
  preparation: ['подготовка', 'preparation'],
  'in-progress': ['идёт', 'in progress'],
  'not-done': ['не сделано', 'not done'],
  stopped: ['прекращено', 'stopped'],
  proposal: ['предложение', 'proposal'],
  plan: ['план', 'plan'],
  order: ['назначение', 'order'],
  option: ['вариант', 'option'],
  directive: ['указание', 'directive'],
  routine: ['обычная', 'routine'],
  urgent: ['срочная', 'urgent'],
  asap: ['как можно скорее', 'as soon as possible'],
  stat: ['немедленно', 'at once'],
};

export const word = (ru: string, en: string): Fact<string> => ({
  label: [ru, en],
  show: (code, { say }) => say(WORDS[code] ?? [code, code]),
});
