import type { EncounterClass, EncounterGround } from '../gen/graphql';
import type { Both } from '../i18n/locale';

export const CLASSES: Record<EncounterClass, Both> = {
  AMB: ['Приём', 'Visit'],
  IMP: ['Стационар', 'Hospital stay'],
  EMER: ['Скорая', 'Emergency'],
  HH: ['Приём на дому', 'Home visit'],
  FLD: ['Выезд', 'Field visit'],
  VR: ['Телемедицина', 'Online visit'],
};
export const GROUNDS: Record<EncounterGround, Both> = {
  APPOINTMENT: ['по записи', 'by appointment'],
  ADMISSION: ['по поступлению', 'by admission'],
  PATIENT_CODE: ['по коду пациента', 'by the patient’s code'],
};
/** As the server has it (backend/services/doctors/own_encounters.py). */
export const SHORTEST_REASON = 20;
