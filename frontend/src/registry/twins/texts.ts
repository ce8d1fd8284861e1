import type { Both } from '../../i18n/locale';

/** Words of second records of one person. */
export const texts = {
  twins: ['Вторые карты', 'Second records'],
  twinsLead: [
    'Две карты одного человека объединяют двое: один предлагает, другой подтверждает. Так же и отменяют.',
    'Two records of one person are merged by two: one proposes, another confirms. So they are split again.',
  ],
  none: ['Здесь ничего нет.', 'Nothing here.'],
  find: ['Найти вторую карту', 'Find a second record'],
  findLead: [
    'Назовите человека по документу. Покажем, у кого такие же номера; содержание карт не видно.',
    'Name the person by a document. You see who has the same numbers, and nothing of their records.',
  ],
  stays: ['Чья карта останется', 'Whose record stays'],
  other: [
    'Другой документ этого же человека, если он есть',
    'Another document of the same person, if there is one',
  ],
  nobody: [
    'Таких номеров больше ни у кого нет. Если вторая карта заведена по другому документу, назовите его.',
    'Nobody else has these numbers. If the second record was made by another document, name it.',
  ],
  tooLittle: [
    'Этого мало: сверьте дату рождения, пол, СНИЛС и имя.',
    'This is not enough: compare birth date, sex, SNILS and name.',
  ],
  takesAccount: [
    'У этой карты есть учётная запись: основной сделайте её.',
    'Somebody signs in as this person: let this record stay instead.',
  ],
  sameName: ['то же имя', 'same name'],
  sameBirth: ['та же дата рождения', 'same birth date'],
  why: ['Почему карт две', 'Why there are two'],
  propose: ['Предложить объединить', 'Propose to merge'],
  proposeText: [
    'Записи второй карты перейдут в основную, доступы к второй закончатся. До подтверждения ничего не меняется.',
    'The second record’s entries go to the first one, and access to the second one ends. Nothing changes before it is confirmed.',
  ],
  second: ['Вторая карта', 'Second record'],
  first: ['Основная карта', 'Record that stays'],
  evidence: ['Сравнение', 'Comparison'],
  reason: ['Почему', 'Why'],
  undoReason: ['Почему отменить', 'Why it is to be undone'],
  confirmMerge: ['Объединить', 'Merge'],
  confirmText: [
    'Записи сразу станут записями основной карты. Никто, кроме её читателей, их не увидит.',
    'The entries become the first record’s at once. Nobody but its readers sees them.',
  ],
  undo: ['Предложить отменить', 'Propose to undo it'],
  confirmUndo: ['Разделить', 'Split them again'],
  undoText: [
    'Записи вернутся во вторую карту вместе с тем, что к ним добавили. Написанное с тех пор останется в основной.',
    'The entries go back to the second record with what was added to them. What was written since stays in the first one.',
  ],
} satisfies Record<string, Both>;
