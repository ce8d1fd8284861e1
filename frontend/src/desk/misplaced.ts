import type { MisplacedReason, MisplacedState } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import type { Tone } from '../ui/Basics';

/** Words of entries in the wrong person's record, for the clinic and the registry. */
export const MISPLACED_REASONS: Record<MisplacedReason, Both> = {
  NAMESAKE: ['полный тёзка', 'a namesake'],
  ANOTHER_RECORD_OPEN: ['была открыта другая карта', 'another record was open'],
  WRONG_NUMBER: ['ошиблись в номере', 'a number was wrong'],
  OTHER: ['другое', 'other'],
};
export const MISPLACED_STATES: Record<MisplacedState, readonly [Tone, Both]> = {
  ASKED: ['warn', ['Ждёт решения', 'To be decided']],
  ACCEPTED: ['warn', ['Ждёт подтверждения', 'To be confirmed']],
  MOVED: ['good', ['Перенесено', 'Moved']],
  REFUSED: ['plain', ['Отклонено', 'Refused']],
  RETURNED: ['plain', ['Возвращено', 'Taken back']],
};
