import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Проверка документа', 'Check of a document'],
  RECORD_PDF: ['Копия медицинской карты', 'Copy of a medical record'],
  VACCINATION_CERTIFICATE: ['Прививочный сертификат', 'Vaccination certificate'],
  EMERGENCY_CARD: ['Карточка на экстренный случай', 'Emergency card'],
  valid: ['Документ настоящий и действует', 'The document is genuine and valid'],
  revoked: ['Документ отозван и не действует', 'The document was revoked and is not valid'],
  ended: ['Срок документа истёк', 'The document has run out'],
  none: ['Документа с таким кодом нет', 'There is no document with this code'],
  noneText: [
    'Сверьте код с документом, буква за буквой. Если он тот же, документ не настоящий.',
    'Compare the code with the document, letter by letter. If it is the same, the document is not genuine.',
  ],
  what: ['Документ', 'Document'],
  who: ['Выдан на имя', 'Issued for'],
  when: ['Дата выдачи', 'Issued on'],
  until: ['Действует по', 'Valid until'],
  compare: [
    'Инициалы и год рождения должны совпадать с документом в ваших руках.',
    'Initials and year of birth have to be those on the document in your hands.',
  ],
} satisfies Record<string, Both>;
