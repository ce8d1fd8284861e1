import type { Both } from '../../i18n/locale';

/** Words of the lists: accesses, requests, who sees what. */
export const texts = {
  log: ['Кто смотрел карту', 'Who looked at the record'],
  accessLead: ['Кто и чью карту может открыть', 'Who may open whose record'],
  grants: ['Что могу открыть я', 'What I may open'],
  noGrants: ['Пока ни одной карты.', 'No record yet.'],
  groundOwn: ['своя карта', 'own record'],
  groundChild: ['родство подтверждено', 'the link is verified'],
  groundRequest: ['по вашему запросу', 'by your request'],
  policyEnds: [
    'Полис действует до {date}: без нового этого же региона карта закроется.',
    'The policy is good until {date}: without a new one of the same region the record closes.',
  ],
  openSince: ['открыта {date}', 'open since {date}'],
  whoSeesMine: ['Кто видит мою карту', 'Who sees my record'],
  nobodySees: ['Больше никто её не открывает.', 'Nobody else opens it.'],
  more: ['Подробнее', 'Details'],
  requests: ['Мои запросы', 'My requests'],
  noRequests: ['Запросов ещё не было.', 'No requests so far.'],
  service: ['Доступ к медкарте', 'Access to a record'],
  serviceWho: [
    'Нужны проверенный паспорт и полис ОМС, ваш или ребёнка, из региона {regions}.',
    'You need a checked passport and an insurance policy, yours or the child’s, of region {regions}.',
  ],
  begun: ['начат {date}', 'begun on {date}'],
  goOn: ['можно продолжить', 'you can go on'],
  endShort: ['Завершить', 'End'],
  endTitle: ['Завершить доступ: {name}?', 'End the access: {name}?'],
  endText: [
    'Карта закроется для вас сразу. Доступ других людей не изменится. Вернуть свой можно новым запросом.',
    'The record closes to you at once. Nobody else’s access changes. You can ask for yours again.',
  ],
  hasEnded: [
    'Доступ завершён: {name}. Запрос № {number}.',
    'The access has ended: {name}. Request No. {number}.',
  ],
  whoLead: ['Здесь все, кто может открыть вашу карту сейчас.', 'Everybody who may open your record now.'],
  whoLeadTeen: [
    'С 15 лет карта ваша. Родители видят не всё: вот что им открыто и что нет.',
    'From 15 the record is yours. Parents do not see all of it: here is what they see and what not.',
  ],
  share: ['Что показать', 'Choose what to show'],
  hidden: ['Что я скрываю', 'What I hide'],
  plans: ['Что изменится в дни рождения', 'What birthdays will change'],
  others: ['Кто ещё', 'Who else'],
  you: ['Вы', 'You'],
  youAll: ['всё, кроме служебных записей врачей', 'all but doctors’ own notes'],
  doctors: ['Врачи', 'Doctors'],
  doctorsText: [
    'только во время вашего приёма и трое суток после него; каждый вход записан',
    'only during a visit of yours and three days after; each entry is logged',
  ],
} satisfies Record<string, Both>;
