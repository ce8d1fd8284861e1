import type { Standing } from '../gen/graphql';
import type { Both } from './locale';

/** By what right somebody looked, in a line of the access log. */
export const WHO: Record<Standing, Both> = {
  SELF_TEEN: ['владелец карты', 'owner of the record'],
  SELF_ADULT: ['владелец карты', 'owner of the record'],
  PARENT_OF_CHILD: ['родитель', 'parent'],
  PARENT_OF_TEEN: ['родитель', 'parent'],
  GUARDIAN: ['опекун', 'guardian'],
  TRUSTEE_OF_CHILD: ['попечитель', 'trustee'],
  TRUSTEE_OF_TEEN: ['попечитель', 'trustee'],
  TREATING_DOCTOR: ['лечащий врач', 'treating doctor'],
  EMERGENCY_DOCTOR: ['врач, экстренный доступ', 'doctor, emergency access'],
};
