import type { Both } from '../../i18n/locale';

export const texts = {
  pageTitle: ['Файлы карты', 'Files of the record'],
  lead: [
    'Всё, что пришло в карту файлом: выписки, бланки, справки.',
    'Everything that came as a file: summaries, forms, certificates.',
  ],
  takeAway: ['Скачать карту', 'Download the record'],
  paper: ['Бумаги из клиники', 'Papers from the clinic'],
  none: ['Документов пока нет', 'There are no documents yet'],
  original: ['оригинал', 'original'],
  copy: ['копия', 'copy'],
  copyNote: [
    'Вместо оригинала вы получаете копию, если в нём есть то, что вам не показывается. В конце копии сказано, чего в ней нет и почему.',
    'You get a copy in the place of an original that has something not shown to you. At its end the copy says what it leaves out, and why.',
  ],
  download: ['Скачать', 'Download'],
  entry: ['Запись в карте', 'Entry of the record'],
} satisfies Record<string, Both>;
