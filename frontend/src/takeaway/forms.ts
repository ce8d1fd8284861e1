import type { ExportForm } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import { texts } from './texts';

/** What each form of export is called. */
export const FORMS: Record<ExportForm, Both> = {
  RECORD_PDF: texts.RECORD_PDF,
  RECORD_FHIR: texts.RECORD_FHIR,
  SUMMARY_FHIR: texts.SUMMARY_FHIR,
  VACCINATION_CERTIFICATE: texts.VACCINATION_CERTIFICATE,
  EMERGENCY_CARD: texts.EMERGENCY_CARD,
};

/** Those that are chosen on the page of downloads, with what they are for. */
export const HINTS: Partial<Record<ExportForm, Both>> = {
  RECORD_PDF: texts.RECORD_PDF_hint,
  RECORD_FHIR: texts.RECORD_FHIR_hint,
  SUMMARY_FHIR: texts.SUMMARY_FHIR_hint,
  VACCINATION_CERTIFICATE: texts.VACCINATION_CERTIFICATE_hint,
};

/** Forms that hold the sections that are chosen. */
export const ofSections = (form: string): boolean => form === 'RECORD_PDF' || form === 'RECORD_FHIR';
