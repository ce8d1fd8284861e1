import type { Both } from '../i18n/locale';

/** Words of the profile: who one is, what was checked, what that allows. */
export const texts = {
  title: ['Мой профиль', 'My profile'],
  lead: [
    'Сведения о вас нужны, чтобы ведомства подтвердили личность и родство. Их видите вы и сотрудники, которые рассматривают ваш запрос.',
    'Your details let the registries confirm who you are and whose parent you are. You see them, and the officers who work on your request.',
  ],
  level: ['Уровень учётной записи', 'Level of the account'],
  BASIC: ['Упрощённая', 'Basic'],
  STANDARD: ['Стандартная', 'Standard'],
  FULL: ['Подтверждённая', 'Confirmed'],
  allowsBASIC: [
    'Пока карты закрыты. Пройдите шаги ниже: после проверки паспорта можно запросить доступ.',
    'Records are still closed. Take the steps below: once the passport is checked, you may request access.',
  ],
  allowsSTANDARD: [
    'Можно запросить доступ к своей карте и картам детей: ответ за пять рабочих дней.',
    'You may request access to your record and your children’s: an answer takes five working days.',
  ],
  allowsFULL: [
    'Ваша карта и карты подтверждённых детей открываются сразу, без запроса.',
    'Your record and those of your verified children open at once, without a request.',
  ],
  stepPhone: ['Телефон', 'Phone'],
  phoneDone: ['Подтверждён: {phone}', 'Confirmed: {phone}'],
  phoneAdd: ['Привязать телефон в настройках', 'Add a phone in the settings'],
  stepPassport: ['Проверка паспорта', 'Check of the passport'],
  passportAsk: ['Заполните сведения о себе', 'Fill in your details'],
  stepIdentity: ['Подтверждение личности', 'Confirmation of identity'],
  identityDone: ['Личность подтверждена', 'Your identity is confirmed'],
  identityHow: [
    'Придите с паспортом и СНИЛС в любой МФЦ — «Мои документы». Это необязательно, но тогда карты открываются сразу.',
    'Come to any MFC with your passport and SNILS. It is optional, but then records open at once.',
  ],
  identityThrough: ['Или войдите через {title}', 'Or sign in through {title}'],
  retry: ['Проверить ещё раз', 'Check again'],
  nextTry: ['Следующая попытка — {time}.', 'The next try is at {time}.'],
  data: ['Сведения о вас', 'Your details'],
  change: ['Изменить', 'Change'],
  familyName: ['Фамилия', 'Family name'],
  givenName: ['Имя', 'Given name'],
  birthDate: ['Дата рождения', 'Date of birth'],
  sex: ['Пол', 'Sex'],
  MALE: ['Мужской', 'Male'],
  FEMALE: ['Женский', 'Female'],
  snils: ['СНИЛС', 'SNILS'],
  enp: ['Полис ОМС', 'Insurance policy'],
  passport: ['Паспорт', 'Passport'],
  issuedOn: ['Когда выдан', 'Date of issue'],
  issuer: ['Кем выдан', 'Issued by'],
  BIRTH_DATE: [
    'Номер полиса не сходится с датой рождения. Проверьте его.',
    'The policy number does not agree with the date of birth. Check it.',
  ],
  SEX: [
    'Номер полиса не сходится с полом. Проверьте его.',
    'The policy number does not agree with the sex. Check it.',
  ],
  staff: [
    'Профиль есть у граждан; у рабочей учётной записи его нет.',
    'Citizens have a profile; a staff account has none.',
  ],
} satisfies Record<string, Both>;
