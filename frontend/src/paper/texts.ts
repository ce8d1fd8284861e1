import type { Both } from '../i18n/locale';

/** Words of paper beside the electronic record. */
export const texts = {
  title: ['Бумаги из клиники', 'Papers from the clinic'],
  lead: [
    'Выписка с подписями и печатями и карта на бумаге. Электронная карта при этом ведётся как прежде.',
    'An extract with signatures and stamps, and a record on paper. The electronic record goes on as before.',
  ],
  teen: [
    'С 15 лет бумаги из карты заказывает сам подросток в своей учётной записи: на бумаге нельзя скрыть то, что открыто только ему.',
    'From 15 the teenager orders papers in their own account: on paper nothing could be hidden that is theirs alone.',
  ],
  order: ['Заказать выписку', 'Order an extract'],
  orderText: [
    'Клиника сделает её за 5 рабочих дней. Потом 30 дней выписку можно забрать с документом.',
    'The clinic makes it within 5 working days. Then you have 30 days to fetch it, with a document.',
  ],
  clinic: ['Клиника', 'Clinic'],
  attached: ['Ваша поликлиника', 'Your clinic'],
  noClinic: [
    'Поликлиника не указана. Найдите клинику по названию.',
    'No clinic is known. Find one by its name.',
  ],
  notFound: [
    'Другой такой клиники не нашли. Проверьте название или номер.',
    'No other clinic was found by that. Check the name or the number.',
  ],
  otherClinic: ['Другая клиника: часть названия или номер', 'Another clinic: part of its name or its number'],
  find: ['Найти', 'Find'],
  chooseClinic: ['Выберите клинику.', 'Choose a clinic.'],
  purpose: ['Для чего', 'What for'],
  choosePurpose: ['Выберите, для чего выписка.', 'Choose what the extract is for.'],
  more: ['Разделы, период, пояснение', 'Sections, period, a note'],
  which: ['Какие разделы', 'Which sections'],
  whichHint: ['Не отмечено ничего — значит, всё.', 'Nothing ticked means everything.'],
  from: ['С какого дня', 'From'],
  until: ['По какой день', 'Until'],
  note: ['Пояснение для клиники', 'A note for the clinic'],
  noteHint: [
    'Например, в какой институт. До 500 знаков.',
    'Such as the name of the institute. Up to 500 characters.',
  ],
  who: ['Кто придёт за выпиской', 'Who fetches it'],
  self: ['Я, с документом', 'I do, with a document'],
  other: ['Другой человек, с доверенностью', 'Somebody else, with a power of attorney'],
  name: ['Его фамилия, имя, отчество', 'Their full name'],
  send: ['Заказать', 'Order'],
  ordered: [
    'Заказ отправлен. Мы сообщим, когда выписка будет готова.',
    'Sent. We shall tell you when it is ready.',
  ],
  orders: ['Ваши выписки', 'Your extracts'],
  noOrders: ['Выписок вы ещё не заказывали.', 'You have ordered no extracts yet.'],
  numbered: ['№\u00a0{number}', 'No.\u00a0{number}'],
  madeBy: ['сделают до {date}', 'made by {date}'],
  fetchBy: ['заберите до {date}', 'fetch it by {date}'],
  answerBy: ['ответят до {date}', 'answer by {date}'],
  comes: ['Придёт: {name}', 'Fetched by {name}'],
  history: ['Как было', 'What happened'],
  withdraw: ['Отозвать', 'Withdraw'],
  withdrawTitle: ['Отозвать заказ?', 'Withdraw the order?'],
  withdrawText: [
    'Клиника не будет делать и выдавать выписку. Новую можно заказать в любой момент.',
    'The clinic will neither make the extract nor hand it out. You may order another at any time.',
  ],
  keep: ['Вести карту и на бумаге', 'Keep the record on paper too'],
  keepText: [
    'Если клиника перешла на электронные карты, она может вести вашу и на бумаге — по заявлению. Электронная карта останется: отказаться от неё нельзя, врачи записывают в неё всё как прежде.',
    'A clinic that has gone electronic may keep yours on paper too if you apply. The electronic record stays: there is no opting out of it, and doctors write into it as before.',
  ],
  apply: ['Подать заявление', 'Apply'],
  applied: [
    'Заявление отправлено. Клиника ответит за 5 рабочих дней.',
    'Sent. The clinic answers within 5 working days.',
  ],
  applications: ['Заявления', 'Applications'],
  notMine: ['Подали не вы', 'Somebody else applied'],
  stopTitle: ['Отозвать заявление?', 'Withdraw the application?'],
  stopText: [
    'Клиника перестанет вести карту на бумаге. Электронная карта ведётся дальше.',
    'The clinic stops keeping the record on paper. The electronic record goes on.',
  ],
} satisfies Record<string, Both>;
