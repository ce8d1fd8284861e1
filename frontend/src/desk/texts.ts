import type { Both } from '../i18n/locale';

/** Words of every officer's desk. */
export const texts = {
  filter: ['Что показать', 'What to show'],
  otherRole: ['Эта страница — для другой работы', 'This page is for another job'],
  otherRoleText: [
    'У вашей учётной записи нет нужной роли. Если она должна быть, скажите администратору.',
    'Your account has not the role for it. If it should, tell an administrator.',
  ],
  gone: ['Этого дела здесь нет', 'This case is not here'],
  goneText: [
    'Его уже решил другой сотрудник, или такого дела не было.',
    'Another officer has decided it, or there never was such a case.',
  ],
  ownCase: [
    'Оно касается вас или вашей семьи. Его решит другой сотрудник.',
    'It is about you or your family. Another officer decides it.',
  ],
  asked: ['спросили {at}', 'asked {at}'],
  answered: ['ответ {at}', 'answered {at}'],
  silent: ['не отвечает с {at}', 'silent since {at}'],
  tries: [
    '{n, plural, one {# попытка} few {# попытки} many {# попыток} other {# попытки}}',
    '{n, plural, one {# try} other {# tries}}',
  ],
  notAsked: ['Ведомство не спрашивали', 'The registry has not been asked'],
  reason: ['Зачем', 'Why'],
  reasonHint: [
    'Например, номер обращения. От 10 знаков; останется в журнале.',
    'For example, the number of the call. From 10 characters; it stays in the log.',
  ],
  reasonShort: ['Напишите, зачем: хотя бы 10 знаков', 'Say why: at least 10 characters'],
  document: ['Документ', 'Document'],
  number: ['Номер', 'Number'],
  born: ['Дата рождения', 'Born'],
  mine: [
    'Это предложили вы. Подтверждает другой сотрудник: так одна ошибка или один человек никого не лишит прав.',
    'You proposed this. Another officer confirms it: no single mistake, and no single person, takes rights away.',
  ],
  putAside: ['Отклонить предложение', 'Put the proposal aside'],
  cancel: ['Отмена', 'Cancel'],
  required: ['Заполните это поле', 'Fill this in'],
  wrongDay: ['Такого дня нет. Например, 5 3 2015', 'No such day. For example, 5 3 2015'],
} satisfies Record<string, Both>;
