import type {
  AccountLevel,
  FamilyClaimState,
  FamilyDocumentKind,
  FamilyRelationship,
  IdentifierKind,
  Sex,
} from '../gen/graphql';
import type { Both } from '../i18n/locale';
import type { Tone } from '../ui/Basics';

export const SEXES: Record<Sex, Both> = {
  MALE: ['мужской', 'male'],
  FEMALE: ['женский', 'female'],
  OTHER: ['другой', 'other'],
  UNKNOWN: ['не указан', 'not stated'],
};
export const RELATIONS: Record<FamilyRelationship, Both> = {
  SON: ['сын', 'son'],
  DAUGHTER: ['дочь', 'daughter'],
  WARD: ['подопечный', 'ward'],
};
export const DOCUMENTS: Record<IdentifierKind | FamilyDocumentKind, Both> = {
  SNILS: ['СНИЛС', 'SNILS'],
  ENP: ['Полис ОМС', 'Insurance policy'],
  PASSPORT: ['Паспорт', 'Passport'],
  BIRTH_CERTIFICATE: ['Свидетельство о рождении', 'Birth certificate'],
  FOREIGN_DOCUMENT: ['Иностранный документ', 'Foreign document'],
};
export const CLAIMS: Record<FamilyClaimState, readonly [Tone, Both]> = {
  CHECKING: ['plain', ['проверяется', 'being checked']],
  UNAVAILABLE: ['plain', ['ведомство не отвечает', 'registry silent']],
  GO_TO_MFC: ['warn', ['нужны оригиналы', 'originals wanted']],
  VERIFIED: ['good', ['подтверждено', 'verified']],
  REFUSED: ['warn', ['не подтверждено', 'refused']],
  WITHDRAWN: ['plain', ['отозвано', 'withdrawn']],
  ENDED: ['plain', ['закончилось', 'ended']],
};
export const LEVELS: Record<AccountLevel, Both> = {
  BASIC: ['упрощённая запись', 'basic account'],
  STANDARD: ['стандартная запись', 'standard account'],
  FULL: ['подтверждённая запись', 'confirmed account'],
};
