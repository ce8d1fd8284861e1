import type { FourEyesState } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import type { Tone } from '../ui/Basics';

export const FOUR_EYES: Record<FourEyesState, readonly [Tone, Both]> = {
  PROPOSED: ['warn', ['Ждёт подтверждения', 'To be confirmed']],
  IN_FORCE: ['good', ['Действует', 'In force']],
  REFUSED: ['plain', ['Отклонено', 'Refused']],
  ENDED: ['plain', ['Закончилось', 'Ended']],
};

/** What waits first. */
export const FOUR_EYES_STATES = (['PROPOSED', 'IN_FORCE', 'ENDED', 'REFUSED'] as const).map(
  (state) => [state, FOUR_EYES[state][1]] as const,
);
