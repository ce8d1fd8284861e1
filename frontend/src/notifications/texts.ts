import type { Both } from '../i18n/locale';

export const texts = {
  lead: [
    'О доступе, семье и входах. О здоровье здесь ничего нет.',
    'About access, family and sign-ins. Nothing about health stands here.',
  ],
  markAll: ['Отметить всё прочитанным', 'Mark all as read'],
  mark: ['Прочитано', 'Mark as read'],
  unread: ['новое', 'new'],
  empty: ['Уведомлений пока нет.', 'No notifications yet.'],
} satisfies Record<string, Both>;
