import type { Standing } from '../gen/graphql';
import type { Both } from './locale';

/** By what right a record is open, said to the one who opens it. */
export const STANDING: Record<Standing, Both> = {
  SELF_TEEN: ['Ваша карта', 'Your record'],
  SELF_ADULT: ['Ваша карта', 'Your record'],
  PARENT_OF_CHILD: ['Вы родитель', 'You are a parent'],
  PARENT_OF_TEEN: ['Вы родитель подростка', 'You are a parent of a teenager'],
  GUARDIAN: ['Вы опекун', 'You are the guardian'],
  TRUSTEE_OF_CHILD: ['Вы попечитель', 'You are the trustee'],
  TRUSTEE_OF_TEEN: ['Вы попечитель подростка', 'You are the trustee of a teenager'],
  TREATING_DOCTOR: ['Вы лечащий врач', 'You are the treating doctor'],
  EMERGENCY_DOCTOR: ['Экстренный доступ', 'Emergency access'],
};
