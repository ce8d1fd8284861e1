import type { Both } from '../../i18n/locale';

/** Words of entries in the wrong person's record. */
export const misplacedTexts = {
  tab: ['Записи в чужих картах', 'Entries in others’ records'],
  wrong: ['В чьей карте', 'In whose record'],
  right: ['Чьи они', 'Whose they are'],
  count: ['Записей', 'Entries'],
  how: ['Как попали', 'How they came'],
  asked: ['Попросила клиника', 'Asked by the clinic'],
  accepted: ['Принято', 'Accepted'],
  moved: ['Перенесено', 'Moved'],
  refusal: ['Почему отказано', 'Why refused'],
  backReason: ['Почему вернуть', 'Why to take them back'],
  backProposed: ['Вернуть предложено', 'To be taken back'],
  returned: ['Возвращено', 'Taken back'],
  accept: ['Принять', 'Accept'],
  acceptText: [
    'Перенесёт другой сотрудник. До этого ничего не меняется.',
    'Another officer moves them. Nothing changes before.',
  ],
  move: ['Перенести', 'Move'],
  moveText: [
    'Записи сразу уйдут из этой карты в карту того, чьи они. Обе стороны узнают об этом, без содержания.',
    'The entries go at once to the record of the one whose they are. Both sides are told, and nothing of them.',
  ],
  proposeBack: ['Предложить вернуть', 'Propose to take them back'],
  takeBack: ['Вернуть', 'Take them back'],
  takeBackText: [
    'Записи вернутся туда, откуда их перенесли, вместе с тем, что к ним добавили.',
    'The entries go back to where they came from, with what was added to them.',
  ],
} satisfies Record<string, Both>;
