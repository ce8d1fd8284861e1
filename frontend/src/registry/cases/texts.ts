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
  dataAsked: [
    'Человек вошёл в свою учётную запись и просит письменно ответить, какие данные о нём хранит сервис (152-ФЗ, статья 14). Своих слов у такого запроса нет.',
    'Somebody signed in to their own account asks for a written answer about the data that the service keeps of them (152-FZ, article 14). Such a request has no words of its own.',
  ],
  howToAnswer: ['Что должно быть в ответе', 'What the answer has to say'],
  answerKept: [
    'Какие данные хранятся: имя, дата рождения, документы, полис, телефон и почта, входы и действия в сервисе. Сами номера не пишите: ответ придёт уведомлением.',
    'Which data is kept: name, birth date, documents, policy, phone and e-mail, sign-ins and acts in the service. Write no numbers: the answer comes as a notice.',
  ],
  answerWhere: [
    'Где увидеть всё целиком: «Настройки» → «Ваши данные» → «Показать, что хранится»; медкарту — по запросу доступа.',
    'Where to see all of it: “Settings” → “Your data” → “Show what is kept”; the medical record by a request for access.',
  ],
  whenToRefuse: [
    'Отказать можно, только если закон это прямо позволяет; назовите статью.',
    'Refuse only where the law plainly allows it; name the article.',
  ],
  answer: ['Ответ заявителю', 'Answer to the applicant'],
  refuse: ['Отказать', 'Refuse'],
  refuseTitle: ['Отказать в обращении?', 'Refuse the case?'],
} satisfies Record<string, Both>;
