import { deskRoutes } from './deskPaths';
import type { Role } from './gen/graphql';
import type { Place } from './ui/Nav';

const PLACES: readonly (readonly [role: Role, place: Place])[] = [
  ['DOCTOR', { href: deskRoutes.doctor, key: ['Мой день', 'My day'], icon: 'calendar' }],
  ['DOCTOR', { href: deskRoutes.clinic, key: ['Жалобы', 'Complaints'], icon: 'page' }],
  ['DOCTOR', { href: deskRoutes.papers, key: ['Бумаги', 'Papers'], icon: 'page' }],
  ['INSURER', { href: deskRoutes.insurer, key: ['Жалобы', 'Complaints'], icon: 'page' }],
  ['AUDITOR', { href: deskRoutes.security, key: ['Экстренные доступы', 'Emergency accesses'], icon: 'lock' }],
  ['REGISTRAR', { href: deskRoutes.registry, key: ['Запросы', 'Requests'], icon: 'page' }],
  ['REGISTRAR', { href: deskRoutes.serviceCases, key: ['Обращения', 'Cases'], icon: 'child' }],
  ['REGISTRAR', { href: deskRoutes.acts, key: ['Суды', 'Courts'], icon: 'lock' }],
  ['REGISTRAR', { href: deskRoutes.admit, key: ['Стационар', 'Admission'], icon: 'bed' }],
  ['REGISTRAR', { href: deskRoutes.twins, key: ['Дубли', 'Duplicates'], icon: 'page' }],
  ['MFC_OFFICER', { href: deskRoutes.mfc, key: ['Заявления', 'Claims'], icon: 'check' }],
  ['ADMINISTRATOR', { href: deskRoutes.staff, key: ['Сотрудники', 'Staff'], icon: 'child' }],
];

/** Where staff work, by all of their roles; the first is where they begin. */
export const deskPlaces = (roles: readonly Role[]): Place[] =>
  PLACES.filter(([role]) => roles.includes(role)).map(([, place]) => place);
