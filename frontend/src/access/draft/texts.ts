import type { Both } from '../../i18n/locale';

/** Words of a draft: its questions, and how they are answered. */
export const texts = {
  request: ['Запрос доступа', 'Access request'],
  change: ['Изменение доступа', 'Change of access'],
  newLead: ['Бесплатно, ответ за пять рабочих дней.', 'Free, with an answer within five working days.'],
  fullNeedsNone: [
    'Ваша учётная запись подтверждена: своя карта и карты детей открываются сразу, без запроса.',
    'Your account is confirmed: your own record and your children’s open at once, with no request.',
  ],
  record: ['Чья карта вам нужна?', 'Whose record do you need?'],
  grantee: ['Кому открыть доступ?', 'Who is to have access?'],
  me: ['Мне', 'Me'],
  otherHint: [
    'Второй законный представитель: карту откроет он, а не вы',
    'The other representative: they will open the record, not you',
  ],
  onlyMe: [
    'Другой представитель появится здесь, когда подтвердит родство и учётную запись.',
    'Another representative appears here once their link and account are confirmed.',
  ],
  policy: ['Номер полиса ОМС', 'Insurance policy'],
  policyNumber: ['Шестнадцать цифр полиса', 'Sixteen digits of the policy'],
  policyHint: [
    'На бумажном полисе — внизу, на карте — под именем',
    'At the bottom of a paper policy, under the name on a card',
  ],
  policyKnown: [
    'Сейчас: {number}. Если верно, оставьте пустым.',
    'Now: {number}. Leave empty if it is right.',
  ],
  policyBirth: ['Дата рождения не сходится с номером.', 'The birth date does not agree with the number.'],
  policySex: ['Пол не сходится с номером.', 'The sex does not agree with the number.'],
  policyStays: [
    'Сверьте номер с полисом. Если он верный, идите дальше: так бывает после замены.',
    'Compare it with the policy. If it is right, go on: it happens after a replacement.',
  ],
  phone: ['На какой телефон присылать коды?', 'Which phone should codes go to?'],
  phoneNumber: ['Мобильный телефон', 'Mobile phone'],
  phoneOther: ['Другой телефон, если нужен', 'Another phone, if needed'],
  phoneHint: [
    'Код будет приходить при каждом входе в карту',
    'A code will come each time the record is opened',
  ],
  phoneConfirmed: ['Подтверждён {phone}', '{phone} is confirmed'],
  noPhone: ['Введите номер телефона', 'Enter a phone number'],
  getCode: ['Получить код', 'Get a code'],
  codeSent: [
    'Код отправлен на {phone}. Он действует до {time}.',
    'The code was sent to {phone}. It works until {time}.',
  ],
  codeLabel: ['Шесть цифр из СМС', 'Six digits of the message'],
  codeShape: ['Введите шесть цифр кода', 'Enter the six digits of the code'],
  codeAgain: ['Прислать ещё раз', 'Send again'],
  confirmPhone: ['Подтвердить телефон', 'Confirm the phone'],
  photo: ['Ваше фото с паспортом', 'A photo of you with your passport'],
  child: ['Что изменилось у ребёнка?', 'What has changed about the child?'],
  childHint: [
    'Заполните только то, что изменилось: сотрудник сверит с документами.',
    'Fill in only what has changed: an officer compares it with the documents.',
  ],
  familyName: ['Фамилия', 'Family name'],
  givenName: ['Имя', 'Given name'],
  patronymic: ['Отчество', 'Patronymic'],
  certificate: ['Свидетельство о рождении', 'Birth certificate'],
  send: ['Проверьте и отправьте', 'Check and send'],
  changeWhat: ['Что изменить?', 'What should change?'],
  stepOf: ['шаг {n} из {all}', 'step {n} of {all}'],
  back: ['Назад', 'Back'],
  kept: ['Ответы сохраняются: можно уйти и вернуться.', 'Answers are kept: you may leave and come back.'],
} satisfies Record<string, Both>;
