import type { Both } from '../../../i18n/locale';

export const texts = {
  photoThere: ['загружено', 'uploaded'],
  purposeShort: ['Цель', 'Purpose'],
  purposeGrant: ['Получить доступ', 'Get access'],
  recordShort: ['Чья карта', 'Whose record'],
  granteeShort: ['Кому', 'For whom'],
  policyShort: ['Полис ОМС', 'Insurance policy'],
  phoneShort: ['Телефон для кодов', 'Phone for codes'],
  photoShort: ['Фото с паспортом', 'Photo with passport'],
  passportShort: ['Ваш паспорт', 'Your passport'],
  childShort: ['Данные ребёнка', 'The child’s data'],
  asBefore: ['без изменений', 'as before'],
  noAnswer: ['не указано', 'not given'],
  fill: ['Заполнить', 'Fill in'],
  consentTitle: ['Условия', 'Terms'],
  agree: ['Я прочитал(а) условия и согласен (согласна)', 'I have read the terms and agree'],
  submit: ['Отправить запрос', 'Send the request'],
  submitChange: ['Отправить изменения', 'Send the changes'],
} satisfies Record<string, Both>;
