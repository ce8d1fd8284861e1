import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Код для врача', 'Code for the doctor'],
  lead: [
    'Покажите код врачу на приёме: он введёт его и сможет открыть карту. Сам врач карту открыть не может.',
    'Show the code to the doctor: once entered, it opens the record. A doctor cannot let themself in.',
  ],
  where: ['Где вы сейчас', 'Where you are'],
  any: ['В любой клинике', 'Any clinic'],
  anyHint: ['Код сработает у врача любой клиники.', 'The code works with a doctor of any clinic.'],
  make: ['Получить код', 'Get a code'],
  another: ['Получить новый код', 'Get a new code'],
  show: ['Покажите или назовите врачу', 'Show or tell the doctor'],
  left: [
    'Действует ещё {minutes}, один раз. Новый код отменяет прежний.',
    'Good for another {minutes}, once. A new code replaces it.',
  ],
  over: ['Время кода вышло. Получите новый.', 'The code is over. Get a new one.'],
} satisfies Record<string, Both>;
