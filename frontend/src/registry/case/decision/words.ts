import type { DecisionReason, UserErrorCode } from '../../../gen/graphql';
import type { Both } from '../../../i18n/locale';

/** In the order of an officer's need; the last but one are a registry's own definite answers. */
export const REASONS: Record<DecisionReason, Both> = {
  PHOTO_UNREADABLE: ['Фото неразборчиво', 'The photo is unreadable'],
  PHOTO_NOT_IN_COLOUR: ['Фото не цветное', 'The photo is not in colour'],
  PHOTO_NOT_APPLICANT: ['На фото другой человек', 'The photo shows somebody else'],
  PHOTO_NO_PASSPORT: ['На фото нет паспорта', 'No passport in the photo'],
  IDENTITY_NOT_MATCHED: ['Личность не подтвердилась', 'The identity was not confirmed'],
  NOT_REPRESENTATIVE: ['Не законный представитель', 'Not a legal representative'],
  DATA_DISAGREES: ['Сведения расходятся', 'The data disagrees'],
  ACCESS_ENDED: ['Доступ уже закончился', 'The access has ended'],
  PASSPORT_INVALID: ['Паспорт недействителен', 'The passport is invalid'],
  POLICY_INVALID: ['Полис не действует', 'The policy is not valid'],
  POLICY_NOT_FOUND: ['Полис не найден', 'The policy was not found'],
  POLICY_REGION: ['Полис другого региона', 'The policy is of another region'],
  OTHER: ['Другое', 'Other'],
};
/** What keeps a request from being approved as it stands. */
export const OBSTACLES: Partial<Record<UserErrorCode, Both>> = {
  PASSPORT_NOT_CONFIRMED: ['Паспорт ещё не подтверждён МВД.', 'The passport is not confirmed yet.'],
  CONFLICT: [
    'Анкета изменилась после того, как вы взяли запрос. Посмотрите её и возьмите запрос снова.',
    'The profile changed after you took the request. Look at it and take the request again.',
  ],
  PHOTO_NOT_SEEN: ['Фото с паспортом вы ещё не открывали.', 'You have not opened the photo yet.'],
  PROFILE_DISAGREES: [
    'Анкета расходится с картой, с которой связана учётная запись.',
    'The profile disagrees with the record that the account is bound to.',
  ],
  CANDIDATE_NEEDED: ['Нужно выбрать, чья это карта.', 'Choose whose record it is.'],
  IDENTITY_TAKEN: ['Карта уже связана с другой учётной записью.', 'The record is bound to another account.'],
  POLICY_NOT_CONFIRMED: ['Полис ещё не подтверждён.', 'The policy is not confirmed yet.'],
  POLICY_REGION: ['Полис региона, где сервис не работает.', 'The policy is of a region without the service.'],
  CLAIM_NOT_VERIFIED: ['Родство или опека не подтверждены.', 'The representation is not verified.'],
};
