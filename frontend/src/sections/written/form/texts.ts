import type { Both } from '../../../i18n/locale';

/** Words of changing what was written: taking it out, both sides of a conflict. */
export const texts = {
  change: ['Изменить', 'Change'],
  remove: ['Удалить', 'Remove'],
  removeTitle: ['Удалить эту запись?', 'Remove this entry?'],
  removeText: [
    'Она исчезнет из карты для всех, и врачи её больше не увидят.',
    'It goes from the record for everyone, doctors too.',
  ],
  removeYes: ['Удалить запись', 'Remove the entry'],
  conflict: [
    'Пока вы писали, запись изменил кто-то ещё. Ничего не потеряно: вот что в карте сейчас, а ваше осталось ниже.',
    'Somebody changed the entry while you were writing. Nothing is lost: this is in the record now, and yours is below.',
  ],
  theirs: ['Сейчас в карте', 'In the record now'],
  keepMine: ['Сохранить моё', 'Save mine'],
  keepTheirs: ['Оставить как в карте', 'Keep what is there'],
} satisfies Record<string, Both>;
