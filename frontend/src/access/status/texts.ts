import type { Both } from '../../i18n/locale';

/** Words of a request that was sent. States, refusals and what to do next come from the server. */
export const texts = {
  newRequest: ['Подать новый запрос', 'File a new request'],
  photoShow: ['Фото с паспортом', 'Photo with the passport'],
  photoUntil: ['Удалим {date}', 'Deleted on {date}'],
  overdue: [
    'Ответ обещали не позже {date}. Просим прощения: мы напомнили о запросе.',
    'An answer was promised by {date}. We apologise: the office has been reminded.',
  ],
  officerWrote: ['Сотрудник пишет: «{text}»', 'The officer writes: “{text}”'],
  way: ['Путь запроса', 'The way of the request'],
  waySent: ['Запрос отправлен', 'Request sent'],
  wayNotSent: ['Запрос не отправлен', 'The request was not sent'],
  wayChecks: ['Проверка сведений', 'Checks'],
  wayOfficer: ['Решение сотрудника', 'Officer’s decision'],
  wayGranted: ['Доступ открыт', 'Access open'],
  wayChanged: ['Изменения внесены', 'Changes made'],
  wayEnded: ['Доступ завершён', 'Access ended'],
  wayOver: ['Доступ закончился', 'Access is over'],
  since: ['с {date}', 'since {date}'],
  notLater: ['не позже {date}', 'by {date}'],
  untilAdult: ['до 18-летия ребёнка, {date}', 'until the child is 18, {date}'],
  tellYou: ['Сообщим в приложении', 'We tell you in the app'],
  passport: ['Паспорт.', 'Passport.'],
  policyCheck: ['Полис.', 'Policy.'],
  nextTry: ['Спросим сами {at}.', 'We ask again on {at}.'],
  retry: ['Проверить ещё раз', 'Check again'],
  history: ['Вся история запроса', 'The whole history'],
  question: ['Вопрос по запросу', 'A question about the request'],
  questionText: [
    'Назовите № {number} в регистратуре своей поликлиники или в любом МФЦ.',
    'Name No. {number} at your clinic’s reception or at any public services centre.',
  ],
  youWillSee: ['Что вы увидите', 'What you will see'],
  youSee: ['Что вы видите', 'What you see'],
} satisfies Record<string, Both>;
