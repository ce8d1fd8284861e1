import { SEXES } from '../../desk/words';
import type { ServiceCaseKind, ServiceCaseState, Sex } from '../../gen/graphql';
import type { Both, Locale } from '../../i18n/locale';

export const KINDS: Record<ServiceCaseKind, Both> = {
  IDENTITY: ['Чья учётная запись', 'Whose account it is'],
  RECOVERY: ['Вернуть доступ к учётной записи', 'Recover an account'],
  PERSONAL_DATA: ['Запрос о своих данных', 'Request for own data'],
};
/** What an approval does. */
export const EFFECTS: Record<ServiceCaseKind, Both> = {
  IDENTITY: [
    'Учётная запись будет связана с выбранной картой.',
    'The account will be bound to the chosen record.',
  ],
  RECOVERY: [
    'Новый телефон станет телефоном учётной записи. Пароль, почта, вторые факторы и все входы закончатся.',
    'The new phone becomes the account’s. Password, e-mail, second factors and all sessions end.',
  ],
  PERSONAL_DATA: [
    'Заявитель получит ваш ответ. Срок по закону — десять рабочих дней.',
    'The applicant gets your answer. The law gives ten working days.',
  ],
};
export const CASE_STATES: Record<ServiceCaseState, Both> = {
  OPEN: ['Открыто', 'Open'],
  APPROVED: ['Удовлетворено', 'Approved'],
  REFUSED: ['Отказано', 'Refused'],
  WITHDRAWN: ['Отозвано', 'Withdrawn'],
};
const STATED: Readonly<Record<string, Both>> = {
  family_name: ['Фамилия', 'Surname'],
  given_name: ['Имя', 'Given name'],
  patronymic: ['Отчество', 'Patronymic'],
  birth_date: ['Дата рождения', 'Born'],
  sex: ['Пол', 'Sex'],
  snils: ['СНИЛС', 'SNILS'],
  phone: ['Новый телефон', 'New phone'],
  objected_at: ['Владелец возразил', 'The owner objected'],
};

/** What was stated in a case, in the order of a statement: names, and values as people read them. Pure. */
export function statedOf(details: unknown, { say, date, dateTime }: Locale): (readonly [string, string])[] {
  const given = (details ?? {}) as Readonly<Record<string, unknown>>;
  const shown = (name: string, value: string) => {
    if (name === 'sex') return say(SEXES[value as Sex]);
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return dateTime(value);
    return /^\d{4}-\d\d-\d\d$/.test(value) ? date(value) : value;
  };
  return Object.entries(STATED).flatMap(([name, label]) =>
    given[name] == null ? [] : [[say(label), shown(name, String(given[name]))] as const],
  );
}
/** Why nobody could be bound by itself. */
export const DOUBTS: Readonly<Record<string, Both>> = {
  BOUND_ALREADY: ['Учётная запись уже связана с другой картой.', 'The account is bound to another record.'],
  TAKEN: ['Карта уже связана с другой учётной записью.', 'The record is bound to another account.'],
  BIRTH_DATE_DIFFERS: ['СНИЛС сходится, дата рождения — нет.', 'The SNILS agrees, the birth date does not.'],
  UNCHECKED: ['СНИЛС в карте никто не проверял.', 'The record’s SNILS was never checked.'],
  NOBODY: ['Карты с таким СНИЛС нет.', 'No record has this SNILS.'],
  DECEASED: ['Человек с таким СНИЛС умер.', 'The person with this SNILS is deceased.'],
};
