import type { Both, Locale } from '../i18n/locale';

/** Codes of the national schedule and of vaccines beside it. */
export const INFECTIONS: Record<string, Both> = {
  HEPATITIS_B: ['гепатит B', 'hepatitis B'],
  HEPATITIS_A: ['гепатит A', 'hepatitis A'],
  TUBERCULOSIS: ['туберкулёз', 'tuberculosis'],
  PNEUMOCOCCUS: ['пневмококковая инфекция', 'pneumococcus'],
  DIPHTHERIA: ['дифтерия', 'diphtheria'],
  TETANUS: ['столбняк', 'tetanus'],
  PERTUSSIS: ['коклюш', 'pertussis'],
  POLIO: ['полиомиелит', 'polio'],
  HIB: ['гемофильная инфекция', 'Hib'],
  MEASLES: ['корь', 'measles'],
  MUMPS: ['паротит', 'mumps'],
  RUBELLA: ['краснуха', 'rubella'],
  INFLUENZA: ['грипп', 'influenza'],
  COVID_19: ['COVID-19', 'COVID-19'],
  VARICELLA: ['ветряная оспа', 'varicella'],
  MENINGOCOCCUS: ['менингококковая инфекция', 'meningococcus'],
  ROTAVIRUS: ['ротавирус', 'rotavirus'],
  HPV: ['вирус папилломы', 'HPV'],
  SMALLPOX: ['натуральная оспа', 'smallpox'],
  TICK_ENCEPHALITIS: ['клещевой энцефалит', 'tick-borne encephalitis'],
};

/** «корь, паротит». */
export const infectionsSaid = (codes: readonly string[], say: Locale['say']): string =>
  codes.map((code) => say(INFECTIONS[code] ?? [code, code])).join(', ');
