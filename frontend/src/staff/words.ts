import type { Role, StaffRole } from '../gen/graphql';
import type { Both } from '../i18n/locale';

export const ROLES: Record<StaffRole, Both> = {
  DOCTOR: ['Врач', 'Doctor'],
  REGISTRAR: ['Регистратор', 'Registrar'],
  MFC_OFFICER: ['Сотрудник МФЦ', 'MFC officer'],
  INSURER: ['Страховая компания', 'Insurer'],
  ANALYST: ['Аналитик', 'Analyst'],
  AUDITOR: ['Аудитор', 'Auditor'],
  ADMINISTRATOR: ['Администратор', 'Administrator'],
};
/** An appointment is never a citizen's. */
export const roleOf = (role: Role): Both => ROLES[role as StaffRole];
