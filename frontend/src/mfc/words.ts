import type { FamilyRefusal, SightedKind } from '../gen/graphql';
import type { Both } from '../i18n/locale';

export const SIGHTED: Record<SightedKind, Both> = {
  IDENTITY_DOCUMENT: ['Документ заявителя', 'The applicant’s document'],
  BIRTH_CERTIFICATE: ['Свидетельство о рождении', 'Birth certificate'],
  FOREIGN_BIRTH_DOCUMENT: ['Иностранный документ о рождении', 'Foreign birth document'],
  NAME_CHANGE_DOCUMENT: ['Документ о перемене имени', 'Name-change document'],
  GUARDIANSHIP_ACT: ['Акт органа опеки', 'Guardianship act'],
};
export const REFUSALS: Record<FamilyRefusal, Both> = {
  ORIGINALS_MISSING: ['Показаны не все оригиналы', 'Not all originals were shown'],
  ORIGINALS_DIFFER: ['Оригиналы расходятся с заявлением', 'The originals differ from the claim'],
  ORIGINALS_DOUBTFUL: ['Документ вызывает сомнения', 'A document is doubtful'],
  NOT_A_REPRESENTATIVE: ['Не законный представитель', 'Not a legal representative'],
  OTHER: ['Другое', 'Other'],
};
