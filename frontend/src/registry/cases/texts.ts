import type { Both } from '../../i18n/locale';

/** Words of cases about accounts. */
export const texts = {
  cases: ['Обращения', 'Cases'],
  casesLead: [
    'Восстановление входа, связь с картой, запросы о своих данных.',
    'Recoveries, bindings to a record, requests for one’s own data.',
  ],
  casesEmpty: ['Обращений нет.', 'No cases.'],
  about: ['О чём', 'About'],
  boundCase: ['Учётная запись связана с картой.', 'The account is bound to a record.'],
  lookFirst: [
    'Прежде чем удовлетворить, откройте номера полностью и сверьте.',
    'Before approving, open the whole numbers and compare.',
  ],
  newPerson: ['Карты ещё нет: завести новую', 'There is no record yet: make a new one'],
  answer: ['Ответ заявителю', 'Answer to the applicant'],
  refuse: ['Отказать', 'Refuse'],
  refuseTitle: ['Отказать в обращении?', 'Refuse the case?'],
} satisfies Record<string, Both>;
