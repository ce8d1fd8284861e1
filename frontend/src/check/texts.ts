import type { Both } from '../i18n/locale';

/** Words of the check whether a record exists. */
export const texts = {
  title: ['Есть ли медкарта', 'Is there a record'],
  lead: [
    'Проверка для вас и ваших детей. Доступ к карте для неё не нужен.',
    'For yourself and your children. It needs no access to the record.',
  ],
  me: ['Вы: {name}', 'You: {name}'],
  yes: ['Карта есть', 'There is a record'],
  no: ['Карты пока нет', 'No record yet'],
  opened: ['открыта {date}', 'opened on {date}'],
  where: ['Поликлиника: {clinic}', 'Clinic: {clinic}'],
  noClinic: [
    'Ваша поликлиника не указана. Прикрепитесь к поликлинике рядом с домом.',
    'Your clinic is not known. Register with a clinic near your home.',
  ],
  howToOpen: [
    'Карту открывает врач этой поликлиники на первом приёме. Самому её создать нельзя: запишитесь на приём, с собой — паспорт или свидетельство о рождении и полис.',
    'A doctor of this clinic opens it at the first visit. Nobody opens one for themself: book a visit, and bring a passport or birth certificate and the policy.',
  ],
  open: ['Открыть карту', 'Open the record'],
  ask: ['Запросить доступ', 'Ask for access'],
  nobody: ['Мы пока не знаем, кто вы', 'We do not know yet who you are'],
  nobodyText: [
    'Укажите паспорт и СНИЛС в профиле. Когда личность подтвердят, здесь появится ответ.',
    'Enter your passport and SNILS in the profile. Once they are confirmed, the answer shows here.',
  ],
  profile: ['Заполнить профиль', 'Fill in the profile'],
  others: [
    'Здесь только те, с кем родство или опека подтверждены. Добавить ребёнка можно здесь:',
    'Only those whose relationship to you is confirmed are here. A child is added here:',
  ],
  family: ['Моя семья', 'My family'],
} satisfies Record<string, Both>;
