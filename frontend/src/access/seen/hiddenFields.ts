import type { Both } from '../../i18n/locale';
import { texts } from './texts';

/** Fields that a standing may lack beside the person whose record it is, in words. */
export const FIELDS: Readonly<Record<string, Both>> = {
  'Patient.address': texts.contacts,
  'Patient.phone': texts.contacts,
  'Patient.email': texts.contacts,
  'Patient.emergencyContacts': texts.contacts,
  'ExaminationProtocol.socialHistory': texts.social,
  'ExaminationProtocol.obstetricHistory': texts.social,
  'ExaminationProtocol.pregnancyNumber': texts.social,
  'Vaccination.exemptionReason': texts.exemption,
};

/** The words for some fields, each once. Pure. */
export const fieldsOf = (fields: readonly { readonly type: string; readonly name: string }[]): Both[] => [
  ...new Set(fields.map(({ type, name }) => FIELDS[`${type}.${name}`] ?? texts.otherFields)),
];
