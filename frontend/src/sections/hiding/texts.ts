import type { Both } from '../../i18n/locale';

/** Words of what a teenager keeps from parents, and of a doctor who lifts that. */
export const texts = {
  title: ['Кто видит эту запись', 'Who sees this entry'],
  shown: ['Вы, врачи и ваши родители.', 'You, doctors and your parents.'],
  meaning: [
    'Если скрыть, для родителей или попечителя её как будто нет: ни в списках, ни в файлах, ни в уведомлениях. С ней скроется и услуга этого приёма. Врачи видят её всегда.',
    'Once hidden, it is as if it were not there for your parents or trustee: not in lists, files or notices. The service of the visit is hidden with it. Doctors always see it.',
  ],
  apart: [
    'Рецепты, анализы и больничные этого приёма — отдельные записи: их можно скрыть на их страницах.',
    'Prescriptions, tests and sick leaves of the visit are entries of their own: hide them on their pages.',
  ],
  hide: ['Скрыть от родителей', 'Hide from parents'],
  hidden: ['Вы и врачи. Вы скрыли её от родителей.', 'You and doctors. You hid it from your parents.'],
  show: ['Снова показывать', 'Show again'],
  list: ['Всё, что скрыто', 'All that is hidden'],
  withAnother: [
    'Вы и врачи. Она скрыта вместе с записью, к которой относится.',
    'You and doctors. It is hidden with the entry that it belongs to.',
  ],
  lifted: [
    'Вы, врачи и родители: врач показал её, потому что счёл, что жизни что-то угрожает. Скрыть её снова нельзя.',
    'You, doctors and your parents: a doctor has shown it, finding a threat to life. It cannot be hidden again.',
  ],
  because: ['Что написал врач', 'What the doctor wrote'],
  toDoctor: [
    'Пациент скрыл эту запись от родителей. Врачи видят её, как и все остальные.',
    'The patient hid this entry from the parents. Doctors see it like any other.',
  ],
  liftedToDoctor: [
    'Пациент скрывал эту запись от родителей, врач показал её из-за угрозы жизни.',
    'The patient had hidden this entry from the parents; a doctor has shown it for a threat to life.',
  ],
  withAnotherToDoctor: [
    'Скрыта от родителей вместе с записью, к которой относится.',
    'Hidden from the parents with the entry that it belongs to.',
  ],
  threat: ['Есть угроза жизни?', 'Is there a threat to life?'],
  reason: ['Что угрожает жизни пациента', 'What threatens the patient’s life'],
  reasonHint: [
    'От 20 знаков. Пациент прочитает это и увидит ваше имя.',
    'From 20 characters. The patient will read it and see your name.',
  ],
  lift: ['Показать родителям', 'Show to the parents'],
  liftTitle: ['Показать запись родителям?', 'Show the entry to the parents?'],
  liftText: [
    'Они увидят запись и услугу этого приёма и получат уведомление. Вернуть это нельзя. Пациенту мы скажем, что запись показана.',
    'They will see the entry and the service of its visit, and are told of it. This cannot be taken back. The patient is told that it was shown.',
  ],
  listTitle: ['Что я скрываю от родителей', 'What I hide from my parents'],
  listLead: [
    'Эти записи видите только вы и врачи. Откройте запись, чтобы снова показывать её.',
    'Only you and doctors see these entries. Open one to show it again.',
  ],
  who: ['Кто что видит', 'Who sees what'],
  goesAlong: ['скрыта вместе с другой записью', 'hidden with another entry'],
  none: [
    'Сейчас вы ничего не скрываете. Скрыть можно на странице самой записи.',
    'You hide nothing now. An entry is hidden on its own page.',
  ],
} satisfies Record<string, Both>;
