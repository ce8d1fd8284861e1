import type { Both } from '../../../i18n/locale';

/** Words of the photo with the passport. */
export const texts = {
  photoRule1: [
    'Держите паспорт раскрытым на странице с фотографией',
    'Hold your passport open at the page with the picture',
  ],
  photoRule2: [
    'Лицо и паспорт видны целиком, буквы читаются',
    'Face and passport are whole, the letters can be read',
  ],
  photoRule3: ['Фото цветное, при хорошем свете', 'In colour, in good light'],
  photoRule4: [
    'JPEG, PNG или WebP до {n} МБ, не меньше {side} точек по каждой стороне',
    'JPEG, PNG or WebP up to {n} MB, each side {side} pixels or more',
  ],
  photoTake: ['Снять', 'Take a photo'],
  photoChoose: ['Выбрать фото', 'Choose a photo'],
  photoOther: ['Другое фото', 'Another photo'],
  photoType: [
    'Это не фотография JPEG, PNG или WebP. Выберите другой файл.',
    'This is no JPEG, PNG or WebP picture. Choose another file.',
  ],
  photoSize: [
    'Фото больше {n} МБ. Уменьшите его или снимите заново.',
    'The photo is over {n} MB. Make it smaller or take another.',
  ],
  photoSending: ['Отправляем фото', 'Sending the photo'],
  photoKept: [
    'Фото получено. Таким его увидит сотрудник.',
    'The photo has arrived. This is what the officer will see.',
  ],
  photoCancelled: ['Отправка отменена', 'Sending was cancelled'],
  photoGrey: [
    'Фото похоже на чёрно-белое: по такому могут отказать.',
    'The photo seems black and white: it may be refused.',
  ],
  photoAlt: ['Ваше фото с паспортом', 'Your photo with the passport'],
  photoFate: [
    'Фото хранится зашифрованным, его видит только сотрудник, который решает. Потом оно удаляется.',
    'The photo is kept encrypted, only the deciding officer sees it, and it is deleted afterwards.',
  ],
  cancel: ['Отменить', 'Cancel'],
} satisfies Record<string, Both>;
